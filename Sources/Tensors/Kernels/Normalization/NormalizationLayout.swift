/// Over which numbers of a tensor [samples, positions, channels] a normalisation takes its mean and variance, and how its gains and
/// biases are shared.
///
/// Batch, instance, group and layer normalisation are one computation with different answers to these two questions:
///
///     batch                  over samples and positions, each channel by itself
///     instance               over positions, each channel of each sample by itself
///     group                  over positions and a group of neighbouring channels of one sample
///     layer                  the same with all channels in one group
struct NormalizationLayout {
  let samples: Int
  let positions: Int
  let channels: Int
  /// Neighbouring channels that share their statistics.
  let channelsPerGroup: Int
  let hasStatisticsPerSample: Bool
  let hasParametersPerSample: Bool

  /// Numbers behind each mean.
  var count: Int { positions * channelsPerGroup * (hasStatisticsPerSample ? 1 : samples) }
  /// Rows of the statistics, [statisticsRows, channels]; channels of one group hold the same numbers.
  var statisticsRows: Int { hasStatisticsPerSample ? samples : 1 }
  /// Rows of gains and biases, [parameterRows, channels].
  var parameterRows: Int { hasParametersPerSample ? samples : 1 }

  /// Whether every row of channels is normalised by itself, with gains and biases for all.
  var isRows: Bool { positions == 1 && channelsPerGroup == channels && hasStatisticsPerSample && !hasParametersPerSample }

  /// The chunks that statistics are taken from: only where samples differ does each have its own.
  var statisticsChunks: RowChunks {
    hasStatisticsPerSample
      ? RowChunks(blocks: samples, rows: positions, columns: channels) : RowChunks(blocks: 1, rows: samples * positions, columns: channels)
  }

  /// The chunks of passes in which statistics or parameters may differ from sample to sample.
  var chunks: RowChunks {
    hasStatisticsPerSample || hasParametersPerSample
      ? RowChunks(blocks: samples, rows: positions, columns: channels) : RowChunks(blocks: 1, rows: samples * positions, columns: channels)
  }

  /// Where the statistics, or parameters, of a block of `chunks` begin.
  func statisticsOffset(_ block: Int) -> Int { hasStatisticsPerSample ? block * channels : 0 }
  func parameterOffset(_ block: Int) -> Int { hasParametersPerSample ? block * channels : 0 }
}

/// Blocks of rows, each cut into chunks that stay in a core's cache.
///
/// The cut depends on the sizes alone, and so do sums that are added up chunk by chunk: any number of threads gives the same bits.
struct RowChunks {
  let blocks: Int
  let rows: Int
  let columns: Int
  private let grain: Int
  /// Rows in a chunk at most: sums over one are made in single precision.
  private static let longest = 1_024
  let chunksPerBlock: Int
  var count: Int { blocks * chunksPerBlock }

  init(blocks: Int, rows: Int, columns: Int) {
    self.blocks = blocks
    self.rows = rows
    self.columns = columns
    grain = max(1, min(RowChunks.longest, elementGrain / max(1, columns)))
    chunksPerBlock = (rows + grain - 1) / grain
  }

  /// Rows that loops take together as one line: a few channels alone are too short for vector registers.
  var rowsPerLine: Int { max(1, min(rows, 128 / max(1, columns))) }
  /// Numbers in such a line.
  var lineLength: Int { rowsPerLine * columns }

  /// Calls `body` with the offset of each line of `length` rows and how many numbers it has; only the last may have fewer than `lineLength`.
  @inline(__always)
  func forEachLine(of length: Int, _ body: (_ offset: Int, _ count: Int) -> Void) {
    let total = length * columns
    var offset = 0
    while offset < total {
      body(offset, min(lineLength, total - offset))
      offset += lineLength
    }
  }

  /// Repeats the first `columns` numbers of a line to its end.
  func fillLine<T: Scalar>(_ line: UnsafeMutablePointer<T>) {
    for i in columns..<max(columns, lineLength) { line[i] = line[i - columns] }
  }

  /// Adds the rows of a line to its first.
  func foldLine<T: Scalar>(_ line: UnsafeMutablePointer<T>) {
    for i in columns..<max(columns, lineLength) { line[i % columns] += line[i] }
  }

  /// How many rows chunk `index` of a block has.
  func length(_ index: Int) -> Int { min(grain, rows - index * grain) }

  /// Calls `body` with each chunk's number, its block, its first row among all, and its length.
  func forEachInParallel(_ body: (_ chunk: Int, _ block: Int, _ firstRow: Int, _ length: Int) -> Void) {
    let numbers = min(grain, rows) * columns
    inParallel(count: count, grain: max(1, elementGrain / max(1, numbers))) { part in
      for chunk in part {
        let (block, index) = (chunk / chunksPerBlock, chunk % chunksPerBlock)
        body(chunk, block, block * rows + index * grain, length(index))
      }
    }
  }
}
