extension Advice {
  /// What the compiler says of cells, in the order in which rows are tried.
  static let compilerRows: [Row] = [
    // Constants and variables.
    { $0.matching(#/cannot assign to value: '(\w+)' is a 'let' constant/#) { constant(String($0)) } },
    { $0.matching(#/cannot pass immutable value as inout argument: '(\w+)' is a 'let' constant/#) { constant(String($0)) } },
    { $0.matching(#/left side of mutating operator isn't mutable: '(\w+)' is a 'let' constant/#) { constant(String($0)) } },
    { $0.matching(#/cannot use mutating member on immutable value: '(\w+)' is a 'let' constant/#) { constant(String($0)) } },
    {
      $0.matching(#/passing value of type '(\w+)' to an inout parameter requires explicit '&'/#) { _ in
        "an optimiser changes the model that it is given, and `&` says so: `optimizer.update(&model, along: gradient)`"
      }
    },

    // Numbers.
    {
      $0.containing(
        "cannot be applied to operands of type 'Int' and 'Double'",
        "Swift does not mix kinds of numbers: write `Double(...)` around the whole number")
    },
    {
      $0.containing(
        "cannot be applied to operands of type 'Double' and 'Int'",
        "Swift does not mix kinds of numbers: write `Double(...)` around the whole number")
    },
    {
      $0.matching(#/cannot convert value of type 'Int' to .*type '(Double)'/#) { "a whole number becomes one with a point by `\($0)(...)`" }
    },
    {
      $0.matching(#/cannot convert value of type 'Float' to .*type '(Double)'/#) { _ in
        "numbers outside tensors are Double here: leave the `: Float` away, or write `Double(...)`"
      }
    },
    {
      $0.matching(#/cannot convert value of type '(?:Double|Float)' to .*type '(Int)'/#) { _ in
        "counts, sizes and steps are whole numbers: leave the decimal point away, or write `Int(...)`"
      }
    },
    { $0.matching(#/cannot be applied to operands of type '(String)' and/#) { _ in "numbers go into a text by `\"loss \\(number)\"`" } },

    // Tensors and numbers.
    {
      $0.matching(#/cannot convert value of type 'Tensor' to .*type '(Double|Float|Int)'/#) { _ in
        "a tensor of one number becomes a Double by `.scalar`; `.doubles` gives the numbers of any tensor as an array"
      }
    },
    {
      $0.matching(#/referencing operator function '(==|<|>|<=|>=|!=)' on .* requires that 'Tensor'/#) {
        "`\($0)` compares numbers: take `.scalar` of a tensor of one number, or compare number by number with `.\($0)`"
      }
    },
    {
      $0.matching(#/'(\w+)' conform to 'Module'/#) {
        "a model says what it is: `struct \($0): Module { ... }`; its `var` tensors and layers are then its parameters"
      }
    },

    // Only a notebook knows these.
    {
      $0.containing(
        "redundant conformance of",
        "an earlier cell declares this conformance, and a type has only one: `:undo` back to before that cell, then run this one")
    },

    // Calls.
    {
      $0.containing(
        "consecutive statements on a line must be separated by ';'", "a function takes its arguments in brackets: `print(\"hello\")`")
    },
    { mistake in
      guard mistake.line.contains(".log("), !mistake.line.contains(".log(["), mistake.message.contains("expected ',' separator") else {
        return nil
      }
      return "`log` takes names and numbers in square brackets: `step.log([\"loss\": loss])`"
    },
    { mistake in
      let labels = [
        "extra argument", "incorrect argument label", "missing argument label", "missing argument for parameter",
        "extraneous argument label",
      ]
      guard labels.contains(where: mistake.message.hasPrefix) else { return nil }
      return mistake.callee.map { "the names of arguments are part of a call: `?\($0)` shows what it takes" }
    },
    {
      $0.containing(
        "call can throw but is not marked with 'try'", "what reads files may fail, and Swift wants to see it: write `try` before the call")
    },
    {
      $0.matching(#/value of optional type '(.+)' must be unwrapped/#) { _ in
        "there may be no value here: `?? something` says what to take then, `!` stops the cell when there is none"
      }
    },
    {
      $0.matching(#/missing return in (.+) expected to return/#) { _ in
        "only a body of a single expression goes without `return`: write it before the last one"
      }
    },

    // Names.
    {
      $0.matching(#/no such module '(\w+)'/#) {
        "`\($0)` is not needed: the engine is there in every cell. Of other modules, Foundation can be imported"
      }
    },
    {
      $0.matching(#/cannot find (?:type )?'(\w+)' in scope/#) {
        ForeignNames.free[String($0)] ?? "no cell that ran has declared `\($0)`: `:vars` lists the names there are"
      }
    },
    { $0.matching(#/value of type '.+' has no (?:dynamic )?member '(\w+)'/#) { ForeignNames.members[String($0)] } },
    { $0.matching(#/type 'Tensor' has no member '(\w+)'/#) { ForeignNames.statics[String($0)] } },
  ]

  private static func constant(_ name: String) -> String {
    "`let` makes a constant: declare it again with `var \(name) = ...`, which is allowed in a later cell"
  }
}
