internal import WorkflowFiles

/// The codes under which tables and registers report, each a word that all files share.
extension DiagnosticCode {
  /// Quotation marks that make no table, JSON that is none, a file of no known shape.
  static var malformedTable: DiagnosticCode { .unreadableFile }

  /// A row with more or fewer cells than the header, or more rows or columns than the limits allow.
  static var wrongCount: DiagnosticCode { .outOfRange }

  /// A column, a member or a cell that must be there and is not.
  static var missingCell: DiagnosticCode { .missingKey }

  /// A column that means nothing here.
  static var unknownColumn: DiagnosticCode { .unknownKey }

  /// A column, a contact or an organisation that stands there a second time.
  static var repeated: DiagnosticCode { .duplicateKey }

  /// A cell that does not hold what its column asks for.
  static var wrongCell: DiagnosticCode { .wrongType }
}
