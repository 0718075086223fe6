import NotebookProtocol

/// Sends a message to the notebook; without one, prints what a person can use of it.
func say(_ message: CellMessage) {
  if let send = NotebookLink.send { return send(message) }
  switch message {
  case .value(let value): print(value.text)
  case .figure(let figure): print("[picture] " + [figure.title, figure.alternativeText].filter { !$0.isEmpty }.joined(separator: ": "))
  case .progress(let progress):
    if progress.isFinished { print("\(progress.step) of \(progress.steps) steps  " + words(progress.latest)) }
  case .metrics: break
  case .claim(let claim):
    print("\(claim.holds ? "holds" : "DOES NOT HOLD"): \(claim.statement): \(claim.measured), claimed \(claim.bound)")
  case .check(let check): print(check.passes ? "passes: \(check.statement)" : "FAILS: \(check.statement): \(check.difference)")
  case .table(let table): for row in [table.head] + table.rows { print(row.joined(separator: "  ")) }
  case .variables(let variables): for variable in variables { print("\(variable.name): \(variable.type) = \(variable.text)") }
  case .note(let text): print(text)
  case .engineFailure: break
  }
}

private func words(_ metrics: [Metric]) -> String {
  metrics.map { "\($0.name) \(NumberText.short($0.value))" }.joined(separator: "  ")
}
