extension Declaration {
  /// What makes a function another one than those of its name: labels, types, result. How its parameters are called within, what they are by
  /// default, and how it is set makes no difference, and an operator has no labels.
  package var identity: String {
    guard kind == .func, let list = Parameters(signature) else { return signature }
    let parameters = list.items.map { item -> String in
      let (names, type) = item.divided(at: ":")
      let label = isOperator ? "" : names.split(separator: " ").first.map(String.init) ?? ""
      return "\(label):\(type.divided(at: "=").before)"
    }
    return "\(list.before)(\(parameters.joined(separator: ",")))\(list.behind)".filter { $0 != " " }
  }
}

/// The parameters in a signature.
private struct Parameters {
  let before: Substring
  let items: [Substring]
  let behind: Substring

  init?(_ signature: String) {
    var scanner = BracketScanner()
    var (open, start, items) = (String.Index?.none, signature.startIndex, [Substring]())
    for index in signature.indices {
      let character = signature[index]
      if open == nil, character == "(", scanner.depth == 0 {
        open = index
        start = signature.index(after: index)
      } else if let open, scanner.depth == 1, character == ")" || character == "," {
        if start < index { items.append(signature[start..<index]) }
        start = signature.index(after: index)
        if character == ")" {
          (before, self.items, behind) = (signature[..<open], items, signature[start...])
          return
        }
      }
      scanner.take(character)
    }
    return nil
  }
}

extension Substring {
  /// What stands before the first such character that no bracket encloses, and what stands behind it.
  fileprivate func divided(at mark: Character) -> (before: Substring, behind: Substring) {
    var scanner = BracketScanner()
    for index in indices {
      if scanner.depth == 0, self[index] == mark { return (self[..<index], self[self.index(after: index)...]) }
      scanner.take(self[index])
    }
    return (self, "")
  }
}

/// How many brackets are open. The head of an arrow is none.
private struct BracketScanner {
  private(set) var depth = 0
  private var last: Character = " "

  mutating func take(_ character: Character) {
    switch character {
    case "(", "[", "{", "<": depth += 1
    case ")", "]", "}": depth -= 1
    case ">" where last != "-": depth -= 1
    default: break
    }
    last = character
  }
}
