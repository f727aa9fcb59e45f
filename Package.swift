// swift-tools-version: 6.2
import PackageDescription

/// One set of rules for every target: Swift 6 mode (strict concurrency) and no warnings.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A library of this package, which only this package imports.
func library(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")

// Targets stand in import order; Sources/README.md has the table that HouseTests hold every import to.
let package = Package(
  name: "recourse",
  products: [.executable(name: "recourse", targets: ["recourse"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    // Without its traits: nothing here reads a configuration through it.
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
  ],
  targets: [
    .systemLibrary(name: "Clibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "Clibyaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "Clibsodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(name: "Ccurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "Czlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "Copenssl", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    library("Cryptography", ["Clibsodium", "Copenssl"]),
    library("CivilTime"),
    library("JSON"),
    library("Expression", ["CivilTime"]),
    library("WorkingTime", ["CivilTime"]),
    library("Statechart", ["Expression", "WorkingTime", "CivilTime"]),
    library("Casework", ["Statechart", "Expression", "WorkingTime", "CivilTime", "JSON"]),
    library("Analysis", ["Casework", "Statechart", "Expression", "WorkingTime", "CivilTime", "JSON"]),
    library(
      "WorkflowFiles",
      [
        "Analysis", "Casework", "Statechart", "Expression", "WorkingTime", "CivilTime", "JSON", "Cryptography",
        "Clibyaml",
      ]),
    library("Diagrams", ["Casework", "Statechart", "Expression", "WorkingTime", "CivilTime"]),
    library("Registers", ["WorkflowFiles", "Casework", "Expression", "CivilTime", "JSON"]),
    library(
      "MachineForms",
      ["WorkflowFiles", "Casework", "Statechart", "Expression", "WorkingTime", "CivilTime", "JSON"]),
    library("Monitoring"),
    library(
      "Engine",
      [
        "Analysis", "Casework", "Statechart", "Expression", "WorkingTime", "CivilTime", "JSON", "Cryptography",
        "Monitoring", logging,
      ]),
    library("MemoryStore", ["Engine", "Casework", "CivilTime"]),
    library("Postgres", ["Clibpq"]),
    library(
      "PostgresStore", ["Engine", "Casework", "Expression", "CivilTime", "JSON", "Postgres"],
      resources: [.embedInCode("Migrations")]),
    library("Diagnosis", ["Engine", "Casework", "Statechart", "WorkingTime", "CivilTime", "Postgres"]),
    library("EmbeddedPostgres", ["Postgres"]),
    library("Delivery", ["Engine", "Casework", "Expression", "CivilTime", "JSON", "Cryptography", "Ccurl"]),
    library(
      "Web",
      [
        "Engine", "Analysis", "WorkflowFiles", "Diagrams", "Registers", "Casework", "Statechart", "Expression",
        "WorkingTime", "CivilTime", "JSON", "Cryptography", "Monitoring", "Czlib", hummingbird, logging,
      ]),
    .executableTarget(
      name: "recourse",
      dependencies: [
        "Analysis", "Casework", "CivilTime", "Cryptography", "Delivery", "Diagnosis", "Diagrams", "EmbeddedPostgres",
        "Engine",
        "Expression", "JSON", "MachineForms", "Monitoring", "Postgres", "PostgresStore", "Registers", "Statechart",
        "Web", "WorkflowFiles",
        "WorkingTime", arguments, logging,
      ],
      swiftSettings: settings),
    .target(name: "TestKit", dependencies: ["JSON"], path: "Tests/TestKit", swiftSettings: settings),
    .target(
      name: "StoreContract", dependencies: ["Engine", "Casework", "Expression", "CivilTime", "JSON"],
      path: "Tests/StoreContract",
      swiftSettings: settings),
    .target(
      name: "CaseKit",
      dependencies: [
        "Analysis", "Engine", "WorkflowFiles", "Casework", "Statechart", "Expression", "WorkingTime", "CivilTime",
        "JSON",
        "TestKit",
      ],
      path: "Tests/CaseKit", swiftSettings: settings),
    tests("HouseTests", ["TestKit"]),
    tests("MonitoringTests", ["Monitoring", "TestKit"]),
    tests(
      "WebTests",
      [
        "Web", "CaseKit", "MemoryStore", "Engine", "WorkflowFiles", "Registers", "Casework", "Expression", "CivilTime",
        "JSON", "Cryptography", "Monitoring", "TestKit", "Copenssl", "Czlib", logging,
      ]),
    tests("CryptographyTests", ["Cryptography"]),
    tests("CivilTimeTests", ["CivilTime"]),
    tests("JSONTests", ["JSON"]),
    tests("ExpressionTests", ["Expression", "CivilTime"], exclude: ["Corpus"]),
    tests("WorkingTimeTests", ["WorkingTime", "CivilTime"]),
    tests("StatechartTests", ["Statechart", "Expression", "WorkingTime", "CivilTime"]),
    tests(
      "CaseworkTests",
      ["Casework", "Statechart", "Expression", "WorkingTime", "CivilTime", "JSON", "WorkflowFiles", "TestKit"]),
    tests(
      "AnalysisTests",
      [
        "Analysis", "WorkflowFiles", "Casework", "Statechart", "Expression", "WorkingTime", "CivilTime", "JSON",
        "TestKit",
      ]),
    tests(
      "WorkflowFilesTests", ["WorkflowFiles", "Analysis", "Casework", "WorkingTime", "CivilTime", "JSON", "TestKit"],
      exclude: ["Corpus", "Fixtures", "Planted"]),
    tests(
      "DiagramsTests",
      ["Diagrams", "WorkflowFiles", "Casework", "Statechart", "WorkingTime", "CivilTime", "JSON", "TestKit"]),
    tests("RegistersTests", ["Registers", "WorkflowFiles", "Casework", "JSON", "TestKit"]),
    tests(
      "MachineFormsTests",
      ["MachineForms", "WorkflowFiles", "Casework", "WorkingTime", "CivilTime", "JSON", "TestKit"]),
    tests(
      "EngineTests",
      [
        "Engine", "MemoryStore", "Analysis", "WorkflowFiles", "Casework", "WorkingTime", "CivilTime", "JSON", "TestKit",
        "CaseKit", "Cryptography", logging,
      ]),
    tests("DeliveryTests", ["Delivery", "Engine", "Casework", "CivilTime", "JSON", "TestKit"]),
    tests("PostgresTests", ["EmbeddedPostgres", "Postgres", "TestKit"]),
    tests("MemoryStoreTests", ["MemoryStore", "StoreContract", "CivilTime"]),
    tests(
      "PostgresStoreTests",
      [
        "PostgresStore", "Postgres", "EmbeddedPostgres", "StoreContract", "CaseKit", "Analysis", "Engine", "Casework",
        "CivilTime", "TestKit",
      ]),
    tests("EmbeddedPostgresTests", ["EmbeddedPostgres", "Postgres", "TestKit"]),
    tests(
      "RecourseTests",
      [
        "recourse", "Analysis", "Diagnosis", "Diagrams", "MachineForms", "WorkflowFiles", "PostgresStore", "Postgres",
        "EmbeddedPostgres",
        "Engine",
        "Casework",
        "WorkingTime", "CivilTime", "JSON", "TestKit", "Web", "MemoryStore", logging,
      ], exclude: ["Week/diary.txt"]),
  ]
)
