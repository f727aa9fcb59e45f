import WorkflowFiles

/// What came of reading a text: its root and its findings.
func read(_ text: String, limits: YAMLLimits = YAMLLimits()) -> (root: YAMLNode?, findings: [Diagnostic]) {
  let diagnostics = Diagnostics()
  let document = YAMLDocument(reading: text, file: "w.yaml", limits: limits, diagnostics: diagnostics)
  return (document.root, diagnostics.findings)
}

/// The codes of the findings.
func codes(_ text: String, limits: YAMLLimits = YAMLLimits()) -> [DiagnosticCode] {
  read(text, limits: limits).findings.map(\.code)
}
