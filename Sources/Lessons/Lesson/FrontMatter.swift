/// What a lesson says about itself before it begins.
public struct FrontMatter: Sendable, Equatable {
  public let title: String
  /// One or two sentences for the list of lessons.
  public let summary: String
  /// How long a reader takes.
  public let minutes: Int
  /// The names of the lessons that come first.
  public let after: [Reference]
  /// What the lesson trains on; empty when it trains on nothing.
  public let dataset: String
  /// The seed of the random numbers.
  public let seed: UInt64
  public let sources: [Source]
  /// The parameters under which the whole lesson runs in seconds.
  public let quick: [Override]
  /// The first and the last line, the hyphens included.
  public let lines: ClosedRange<Int>

  /// The name of another lesson.
  public struct Reference: Sendable, Equatable {
    public let name: String
    public let location: SourceLocation
  }

  /// A new value for a parameter.
  public struct Override: Sendable, Equatable {
    public let name: String
    /// As it is written, without quotes: `300`, `0.5`, `true`, `wasserstein`.
    public let value: String
    public let location: SourceLocation
  }

  /// A paper or a book that the lesson rests on.
  public struct Source: Sendable, Equatable {
    public let title: String
    public let authors: String
    /// At least one.
    public let identifiers: [Identifier]
    public let location: SourceLocation

    public enum Identifier: Sendable, Equatable {
      case arxiv(String)
      case doi(String)
    }
  }
}

extension FrontMatter.Source.Identifier {
  /// Where the source is to be found.
  public var link: String {
    switch self {
    case .arxiv(let number): "https://arxiv.org/abs/\(number)"
    case .doi(let name): "https://doi.org/\(name)"
    }
  }
}

extension FrontMatter.Source.Identifier: CustomStringConvertible {
  /// As papers cite it: `arXiv:1406.2661`, `doi:10.1145/3422622`.
  public var description: String {
    switch self {
    case .arxiv(let number): "arXiv:\(number)"
    case .doi(let name): "doi:\(name)"
    }
  }
}
