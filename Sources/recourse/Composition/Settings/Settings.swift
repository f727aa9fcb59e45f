import WorkflowFiles

/// What the people who run a scheme have decided about its surroundings, read from a file.
struct Settings {
  var mail = MailSettings()

  /// Reads a settings file in YAML.
  ///
  /// - Throws: `Answer` with everything that is wrong with it.
  static func read(_ path: String?) throws -> Settings {
    guard let path else { return Settings() }
    let diagnostics = Diagnostics()
    let document = YAMLDocument(reading: try TextFile.read(path), file: path, diagnostics: diagnostics)
    let settings = document.root.flatMap { root in
      MappingReader.read(root, "a settings file", diagnostics) { map -> Settings in
        var settings = Settings()
        if let mail = map.mapping("mail", "mail", Self.mail) { settings.mail = mail }
        return settings
      }
    }
    guard !diagnostics.hasErrors, let settings else {
      throw Answer.no(diagnostics.findings.map(\.description).joined(separator: "\n"))
    }
    return settings
  }

  private static func mail(_ map: MappingReader) -> MailSettings? {
    MailSettings(
      server: map.text("server"), passwordFile: map.text("password-file"),
      authoritiesFile: map.text("authorities-file"), from: map.text("from"), bounces: map.text("bounces"),
      replies: map.text("replies"))
  }
}
