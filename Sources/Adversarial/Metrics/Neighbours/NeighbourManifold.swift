import Tensors

/// Where a set of points thinks its kind lives: around each point a ball that reaches to its k-th nearest neighbour.
struct NeighbourManifold {
  let points: Points
  /// The squared radius of each point's ball.
  let squaredRadii: [Double]

  /// - Parameter neighbours: k; the point itself is not its own neighbour, a copy of it is.
  init(_ points: Points, neighbours: Int, for metric: String, as role: String) {
    require(neighbours > 0, "\(metric): \(neighbours) neighbours; at least 1 is needed")
    require(
      points.count > neighbours,
      "\(metric): \(points.count) \(role) have no \(neighbours) neighbours each; at least \(neighbours + 1) are needed")
    self.points = points
    var radii: [Double] = []
    SquaredDistances(to: points).forEachRow(from: points) { row, squares in
      radii.append(NeighbourManifold.smallest(neighbours, of: squares, except: row))
    }
    squaredRadii = radii
  }

  /// For each of other points, how many balls it lies in.
  func ballCounts(of others: Points) -> [Int] {
    var counts: [Int] = []
    SquaredDistances(to: points).forEachRow(from: others) { _, squares in
      var count = 0
      for index in squares.indices where squares[index] <= squaredRadii[index] { count += 1 }
      counts.append(count)
    }
    return counts
  }

  /// For each ball, whether any of other points lies in it.
  func isHit(by others: Points) -> [Bool] {
    var hits = [Bool](repeating: false, count: points.count)
    SquaredDistances(to: points).forEachRow(from: others) { _, squares in
      for index in squares.indices where squares[index] <= squaredRadii[index] { hits[index] = true }
    }
    return hits
  }

  /// The k-th smallest number, one position left out. The k smallest so far are kept in order: k is small, and few numbers enter.
  private static func smallest(_ k: Int, of numbers: UnsafeBufferPointer<Double>, except left: Int) -> Double {
    var best = [Double](repeating: .infinity, count: k)
    best.withUnsafeMutableBufferPointer { best in
      for index in numbers.indices where index != left && numbers[index] < best[k - 1] {
        var place = k - 1
        while place > 0 && best[place - 1] > numbers[index] {
          best[place] = best[place - 1]
          place -= 1
        }
        best[place] = numbers[index]
      }
    }
    return best[k - 1]
  }
}
