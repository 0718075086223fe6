import Networks
import Tensors

/// How a value reads in the notebook.
enum ValueText {
  /// Elements of a collection shown at its beginning, when it is too long to be shown whole.
  private static let shownElements = 20
  private static let shownCharacters = 4_000
  private static let lineCharacters = 60

  static func text(of value: Any) -> String {
    switch value {
    case let tensor as Tensor: tensor.count == 0 ? "no numbers, shape \(tensor.shape)" : tensor.description
    case let text as String: shortened(text.debugDescription, to: shownCharacters)
    case let described as any CustomStringConvertible & Module: described.description
    case let model as any Module: parameters(of: model)
    case let collection as any Collection: elements(of: collection)
    default: shortened(String(describing: value), to: shownCharacters)
    }
  }

  /// The same in one line, as a list of variables has room for.
  static func line(of value: Any) -> String {
    switch value {
    case let tensor as Tensor where tensor.rank > 0: "shape \(tensor.shape), \(size(tensor.count * tensor.dtype.byteCount))"
    case let model as any Module where !(value is Tensor): line(of: model)
    default: shortened(text(of: value).split(whereSeparator: \.isNewline).joined(separator: " "), to: lineCharacters)
    }
  }

  private static func line(of model: some Module) -> String {
    let bytes = model.namedParameters.reduce(0) { $0 + $1.value.count * $1.value.dtype.byteCount }
    return "\(grouped(parameterCount(of: model))) parameters, \(size(bytes))"
  }

  /// 68616 as 67 KB, 2048 as 2.0 KB.
  private static func size(_ bytes: Int) -> String {
    guard bytes >= 1_024 else { return "\(bytes) bytes" }
    var (number, unit) = (Double(bytes) / 1_024, 0)
    while number >= 1_000, unit < 3 { (number, unit) = (number / 1_024, unit + 1) }
    let tenths = Int((number * 10).rounded())
    return (tenths < 100 ? "\(tenths / 10).\(tenths % 10)" : "\(Int(number.rounded()))") + " " + ["KB", "MB", "GB", "TB"][unit]
  }

  /// Each parameter with its shape, and how many numbers they are.
  private static func parameters(of model: some Module) -> String {
    let lines = model.namedParameters.map { "\($0.name)  \($0.value.shape)" }
    return (lines + ["\(grouped(parameterCount(of: model))) parameters"]).joined(separator: "\n")
  }

  private static func elements(of collection: any Collection) -> String {
    let count = collection.count
    if count <= shownElements { return shortened(String(describing: collection), to: shownCharacters) }
    let shown = elements(of: collection, first: shownElements).map { String(describing: $0) }
    return shortened("[" + shown.joined(separator: ", "), to: shownCharacters) + ", ...]  \(grouped(count)) elements"
  }

  private static func elements<Values: Collection>(of collection: Values, first count: Int) -> [Any] {
    collection.prefix(count).map { $0 as Any }
  }

  private static func shortened(_ text: String, to limit: Int) -> String {
    let count = text.count
    return count <= limit ? text : text.prefix(limit) + "... \(grouped(count)) characters"
  }

  /// 17154 as 17,154.
  private static func grouped(_ number: Int) -> String {
    var digits = String(number)
    var end = digits.endIndex
    while let index = digits.index(end, offsetBy: -3, limitedBy: digits.startIndex), index > digits.startIndex {
      digits.insert(",", at: index)
      end = index
    }
    return digits
  }
}
