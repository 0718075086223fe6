import Tensors

/// The accuracy of labels whose names mean nothing, such as clusters or latent codes, under the best one-to-one naming.
///
///     max over one-to-one maps f of the share of samples with f(code) = class
///
/// A map that may give two codes one class would reward splitting what is easy; here every class can be had once.
///
/// - Parameters:
///   - codes: One number for each sample, in 0..<n for an n of your choice.
///   - classes: The true class of each sample, as numbers from 0.
/// - Source: Kuhn 1955, doi:10.1002/nav.3800020109, for the assignment.
/// - Deviation: none.
public func matchedAccuracy(codes: [Int], classes: [Int]) -> Double {
  require(codes.count == classes.count && !codes.isEmpty, "matchedAccuracy: \(codes.count) codes and \(classes.count) classes")
  require((codes + classes).allSatisfy { $0 >= 0 }, "matchedAccuracy: codes and classes are counted from 0")
  let size = max(codes.max()!, classes.max()!) + 1
  var costs = [[Int]](repeating: [Int](repeating: 0, count: size), count: size)
  for (code, label) in zip(codes, classes) { costs[code][label] -= 1 }
  let assigned = cheapestAssignment(costs)
  return Double(-assigned.enumerated().reduce(0) { $0 + costs[$1.offset][$1.element] }) / Double(codes.count)
}

/// For each row the column of its own that makes the sum of costs smallest, in time n³.
///
/// Rows enter one after the other. `rowPrice` and `columnPrice` keep price + price <= cost everywhere and = on the assignment, which
/// proves it cheapest; a new row searches the cheapest path, by Dijkstra's rule on what is left of the costs, to a column that is free, and
/// the rows on the path change columns.
private func cheapestAssignment(_ costs: [[Int]]) -> [Int] {
  let size = costs.count
  var (rowPrice, columnPrice) = ([Int](repeating: 0, count: size), [Int](repeating: 0, count: size))
  var owner = [Int?](repeating: nil, count: size)
  for entering in 0..<size {
    var distance = [Int](repeating: .max, count: size)
    var previous = [Int?](repeating: nil, count: size)
    var settled = [Bool](repeating: false, count: size)
    var (row, column, travelled): (Int, Int?, Int) = (entering, nil, 0)
    repeat {
      for other in 0..<size where !settled[other] {
        let reached = travelled + costs[row][other] - rowPrice[row] - columnPrice[other]
        if reached < distance[other] { (distance[other], previous[other]) = (reached, column) }
      }
      let next = (0..<size).filter { !settled[$0] }.min { distance[$0] < distance[$1] }!
      settled[next] = true
      travelled = distance[next]
      column = next
      if let holder = owner[next] { row = holder } else { break }
    } while true
    rowPrice[entering] += travelled
    for other in 0..<size where settled[other] {
      if let holder = owner[other] { rowPrice[holder] += travelled - distance[other] }
      columnPrice[other] -= travelled - distance[other]
    }
    // The path backwards: each column goes to the row that holds the one before it, the first to the entering row.
    var free = column
    while let place = free {
      owner[place] = previous[place].flatMap { owner[$0] } ?? entering
      free = previous[place]
    }
  }
  var assigned = [Int](repeating: 0, count: size)
  for (column, row) in owner.enumerated() { assigned[row!] = column }
  return assigned
}
