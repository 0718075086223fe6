extension LessonLint {
  func frontMatterFindings() -> [LintFinding] {
    var findings = sourceFindings() + prerequisiteFindings() + quickFindings()
    if lesson.name.number == nil && !lesson.name.isExhibit { findings.append(finding(.noNumber, line: 1)) }
    if lesson.frontMatter.sources.isEmpty { findings.append(finding(.noSources, line: 1)) }
    if trains, lesson.frontMatter.quick.isEmpty { findings.append(finding(.noQuick, line: 1)) }
    return findings
  }

  private func sourceFindings() -> [LintFinding] {
    lesson.frontMatter.sources.flatMap { source in
      source.identifiers.compactMap(fault).map { LintFinding(fault: $0, location: source.location) }
    }
  }

  private func fault(of identifier: FrontMatter.Source.Identifier) -> LintFinding.Fault? {
    switch identifier {
    case .arxiv(let number): LessonLint.isArxiv(number) ? nil : .malformedArxiv(number)
    case .doi(let name): name.wholeMatch(of: /10\.[0-9]{4,9}\/[^\s]+/) != nil ? nil : .malformedDOI(name)
    }
  }

  /// `YYMM.number` with four digits until 2014 and five since, or `archive/YYMMnumber` until March 2007.
  static func isArxiv(_ number: String) -> Bool {
    if let match = number.wholeMatch(of: /([0-9]{2})(0[1-9]|1[0-2])\.([0-9]{4,5})(v[1-9][0-9]*)?/) {
      guard let year = Int(match.1) else { return false }
      return year >= 7 && match.3.count == (year < 15 ? 4 : 5)
    }
    return number.wholeMatch(of: /[a-z\-]+(\.[A-Z]{2})?\/[0-9]{2}(0[1-9]|1[0-2])[0-9]{3}(v[1-9][0-9]*)?/) != nil
  }

  private func prerequisiteFindings() -> [LintFinding] {
    guard let library else { return [] }
    return lesson.frontMatter.after.compactMap { reference in
      guard let entry = library.prerequisite(named: reference.name) else {
        let names = library.entries.map(\.name.name)
        return LintFinding(fault: .unknownPrerequisite(reference.name, suggestions: names), location: reference.location)
      }
      guard let number = lesson.name.number, let other = entry.name.number, other >= number else { return nil }
      return LintFinding(fault: .laterPrerequisite(reference.name), location: reference.location)
    }
  }

  private func quickFindings() -> [LintFinding] {
    let parameters = lesson.parameters
    return lesson.frontMatter.quick.compactMap { override -> LintFinding? in
      guard let parameter = parameters.first(where: { $0.name == override.name }) else {
        return LintFinding(
          fault: .unknownQuickParameter(override.name, declared: parameters.map(\.name)), location: override.location)
      }
      do throws(LessonError) {
        _ = try parameter.literal(for: override.value)
        return nil
      } catch {
        return LintFinding(fault: .quickValue(error), location: override.location)
      }
    }
  }
}
