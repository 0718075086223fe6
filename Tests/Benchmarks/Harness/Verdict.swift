/// A step's figures held against the demand: at most half the fastest peer's time, or at most 1.25 times the floor, whichever is the weaker;
/// and no more memory at the peak than PyTorch.
struct Verdict {
  let own: Measurements
  let peers: [Measurements]
  let floor: Double

  func print() {
    guard let fastest = peers.fastest else { return }
    let allowed = max(fastest.median / 2, 1.25 * floor)
    let which = fastest.median / 2 >= 1.25 * floor ? "half of \(fastest.name)" : "1.25 x the floor"
    let ratios =
      "\((own.median / fastest.median).fixed(2)) of the fastest peer (\(fastest.name)), \((own.median / floor).fixed(2)) x the floor"
    let time = own.median <= allowed ? "MET" : "MISSED by x\((own.median / allowed).fixed(2))"
    Swift.print("time: \(time): \(ratios); allowed \(allowed.fixed(3)) ms (\(which))")
    let torch = peers.filter { $0.library == "PyTorch" && !$0.peakMemory.isNaN }
    guard let least = torch.min(by: { $0.peakMemory < $1.peakMemory }), let above = torch.map({ $0.peakMemory - $0.startMemory }).min()
    else { return }
    let memory = own.peakMemory <= least.peakMemory ? "MET" : "MISSED"
    let aboveStart = (own.peakMemory - own.startMemory).fixed(0)
    Swift.print(
      "memory: \(memory): \(own.peakMemory.fixed(0)) MB, \(least.name) \(least.peakMemory.fixed(0)); above the start \(aboveStart), PyTorch's least \(above.fixed(0))"
    )
  }
}
