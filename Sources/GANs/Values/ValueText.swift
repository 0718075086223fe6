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
    case let tensor as Tensor where tensor.rank > 0: "shape \(tensor.shape)"
    case let model as any Module where !(value is Tensor): "\(grouped(parameterCount(of: model))) parameters"
    default: shortened(text(of: value).split(whereSeparator: \.isNewline).joined(separator: " "), to: lineCharacters)
    }
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
