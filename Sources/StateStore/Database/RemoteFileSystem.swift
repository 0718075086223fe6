import CSQLite

/// File systems on which a write-ahead log is not safe: its index is memory that all sessions share, and these do not share memory
/// between machines.
enum RemoteFileSystem {
  static func holds(_ path: String) -> Bool {
    var information = statfs()
    guard statfs(path, &information) == 0 else { return false }
    return types.contains(UInt32(truncatingIfNeeded: information.f_type))
  }

  /// Magic numbers of statfs(2): NFS, SMB, CIFS, SMB2, AFS, Coda, 9P, FUSE (sshfs among them), Ceph, Lustre, GPFS.
  private static let types: Set<UInt32> = [
    0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x5346_414F, 0x7375_7245, 0x0102_1997, 0x6573_5546, 0x00C3_6400, 0x0BD0_0BD0, 0x4750_4653,
  ]
}
