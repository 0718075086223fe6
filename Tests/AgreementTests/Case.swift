import Foundation
import Tensors

/// One case that PyTorch made: see `Tests/Interop/cases.py` for what its numbers are.
struct Case: Decodable, CustomStringConvertible {
  struct Numbers: Decodable {
    let shape: [Int]
    let values: [Double]

    var tensor: Tensor { Tensor(shape: shape, doubles: values, dtype: .double) }
  }

  /// A number or a list of them.
  enum Setting: Decodable {
    case one(Double)
    case many([Int])

    init(from decoder: Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let list = try? container.decode([Int].self) { self = .many(list) } else { self = .one(try container.decode(Double.self)) }
    }
  }

  let name: String
  let settings: [String: Setting]
  let inputs: [Numbers]
  let weights: Numbers
  let output: Numbers
  let gradients: [Numbers]
  let second: [Numbers]?
  /// Its place in the file.
  var index = 0

  private enum CodingKeys: CodingKey { case name, settings, inputs, weights, output, gradients, second }

  var description: String { "\(name), case \(index)" }

  func integer(_ name: String, _ otherwise: Int) -> Int { Int(number(name, Double(otherwise))) }

  func number(_ name: String, _ otherwise: Double) -> Double {
    if case .one(let value) = settings[name] { return value }
    return otherwise
  }

  func list(_ name: String) -> [Int] {
    if case .many(let values) = settings[name] { return values }
    return []
  }

  /// The committed cases, or those that `make interop` made.
  static let all: [Case] = {
    struct File: Decodable { let cases: [Case] }
    let path = ProcessInfo.processInfo.environment["GANBOOK_INTEROP_CASES"]
    guard
      let url = path.map({ URL(fileURLWithPath: $0) })
        ?? Bundle.module.url(forResource: "cases", withExtension: "json", subdirectory: "Resources"),
      let data = try? Data(contentsOf: url), let file = try? JSONDecoder().decode(File.self, from: data)
    else { fatalError("the cases cannot be read") }
    return file.cases.enumerated().map { index, read in
      var read = read
      read.index = index
      return read
    }
  }()
}
