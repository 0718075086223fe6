// swift-tools-version: 6.2
import PackageDescription

// Every Swift target treats warnings as errors and is compiled for the machine it runs on:
// Ganbook is built from source where it is used, and the engine's loops want the widest vectors there are.
let house: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .unsafeFlags(["-target-cpu", "native"]),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: house)
}

func system(_ name: String, pkgConfig: String?, apt: String) -> Target {
  .systemLibrary(name: name, path: "Sources/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: house)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "Ganbook",
  products: [
    .executable(name: "ganbook", targets: ["ganbook"]),
    .library(name: "GANs", targets: ["GANs"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    // System libraries.
    system("COpenBLAS", pkgConfig: "openblas", apt: "libopenblas-dev"),
    system("CReadline", pkgConfig: nil, apt: "libreadline-dev"),
    system("CMarkdown", pkgConfig: "libcmark-gfm", apt: "libcmark-gfm-dev"),
    system("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
    system("CPNG", pkgConfig: "libpng", apt: "libpng-dev"),
    system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),

    // What Swift cannot say safely.
    .target(name: "CProcess"),
    .target(
      name: "CGnuplot",
      linkerSettings: [.linkedLibrary("boost_iostreams"), .linkedLibrary("boost_system"), .linkedLibrary("boost_filesystem")]),

    // The mathematics.
    library("Tensors", ["COpenBLAS"]),
    library("Networks", ["Tensors"]),
    library("Adversarial", ["Networks"]),
    library("Datasets", ["Tensors", "CPNG", "CZlib"]),

    // Plain values, where the mathematics and the notebook meet.
    library("Figures"),
    library("NotebookProtocol", ["Figures"]),
    library("GANs", ["Adversarial", "Datasets", "NotebookProtocol"]),

    // The notebook.
    library("Lessons", ["CMarkdown", "Figures", yams]),
    library("Notebook", ["CProcess", "Lessons", "NotebookProtocol"]),
    library("Gnuplot", ["Figures", "CGnuplot"]),
    library("StateStore", ["CSQLite"]),
    library("Terminal", ["CReadline"]),
    .executableTarget(
      name: "ganbook",
      dependencies: ["GANs", "Notebook", "Gnuplot", "StateStore", "Terminal", argumentParser],
      swiftSettings: house,
      // A cell's library finds the engine inside the running notebook.
      linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic"])]),

    // Tests mirror the sources; Architecture checks the house itself.
    tests("TensorsTests", ["Tensors"]),
    tests("NetworksTests", ["Networks"]),
    tests("AdversarialTests", ["Adversarial", "Datasets"]),
    tests("DatasetsTests", ["Datasets"]),
    tests("FiguresTests", ["Figures"]),
    tests("NotebookProtocolTests", ["NotebookProtocol"]),
    tests("GANsTests", ["GANs"]),
    tests("LessonsTests", ["Lessons"]),
    tests("NotebookTests", ["Notebook", "ganbook"]),
    tests("GnuplotTests", ["Gnuplot"]),
    tests("StateStoreTests", ["StateStore", "Probe", "CSQLite"]),
    tests("TerminalTests", ["Terminal", "Probe"]),
    tests("GanbookTests", ["ganbook", "CSQLite"]),
    tests("ArchitectureTests", []),
    tests("AgreementTests", ["Adversarial"], resources: [.copy("Resources")]),
    .executableTarget(name: "Probe", dependencies: ["StateStore", "Terminal"], path: "Tests/Probe", swiftSettings: house),
    .executableTarget(
      name: "Benchmarks", dependencies: ["GANs", "COpenBLAS"], path: "Tests/Benchmarks", exclude: ["notebook_latency.py", "peers"],
      swiftSettings: house),
  ]
)
