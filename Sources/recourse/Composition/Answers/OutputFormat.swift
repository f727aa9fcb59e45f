import ArgumentParser

/// How a command writes its answer: for people, or for programs.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
