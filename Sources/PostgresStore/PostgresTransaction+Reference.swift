import Casework
import Engine
import Postgres

extension PostgresTransaction {
  static let referenceStatements = [
    lockReference, contacts, contactsOf, removeContacts, addContacts,
    countDirectory, organisations, organisationsOf, keepOrganisations,
  ]

  /// Imports run one after the other: each compares with what is there.
  static let lockReference = Statement(
    "lock-reference-revisions", "SELECT 1 FROM recourse.reference_revisions FOR UPDATE")

  // MARK: - Contacts

  func contacts() throws -> [Contact] { try execute(Self.contacts).map { try Self.contact($0) } }

  private static let contacts = Statement(
    "contacts",
    """
    SELECT organisation, role, name, email, telephone, valid_from, valid_to FROM recourse.contacts
    ORDER BY organisation COLLATE "C", position
    """)

  func importContacts(_ contacts: [Contact]) throws -> ImportCount {
    let wanted = ContactImport(contacts)
    let kept = try exchange([
      Command(Self.lockReference), Command(Self.contactsOf, [.texts(wanted.organisations)]),
    ])[1].map { try Self.contact($0) }
    if kept != wanted.contacts {
      let organisations = Parameter.texts(wanted.organisations)
      _ = try exchange([
        Command(Self.removeContacts, [organisations]),
        Command(Self.addContacts, Self.columns(of: wanted.contacts)),
        Command(Self.countDirectory),
      ])
    }
    return wanted.count(replacing: kept)
  }

  private static let contactsOf = Statement(
    "contacts-of-organisations",
    """
    SELECT organisation, role, name, email, telephone, valid_from, valid_to FROM recourse.contacts
    WHERE organisation = ANY ($1::text[]) ORDER BY organisation COLLATE "C", position
    """)

  private static let removeContacts = Statement(
    "remove-contacts", "DELETE FROM recourse.contacts WHERE organisation = ANY ($1::text[])")

  private static let addContacts = Statement(
    "add-contacts",
    """
    INSERT INTO recourse.contacts (organisation, position, role, name, email, telephone, valid_from, valid_to)
    SELECT organisation, row_number() OVER (PARTITION BY organisation ORDER BY place), role, name, email, telephone,
      valid_from, valid_to
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::date[])
      WITH ORDINALITY AS c (organisation, role, name, email, telephone, valid_from, valid_to, place)
    """)

  private static let countDirectory = Statement(
    "count-directory", "UPDATE recourse.reference_revisions SET directory = directory + 1")

  private static func columns(of contacts: [Contact]) -> [Parameter] {
    [
      .texts(contacts.map(\.organisation)), .texts(contacts.map(\.role)), .texts(contacts.map(\.name)),
      .texts(contacts.map(\.email)), .texts(contacts.map(\.telephone)),
      .texts(contacts.map { $0.validFrom?.description }), .texts(contacts.map { $0.validTo?.description }),
    ]
  }

  private static func contact(_ row: Row) throws -> Contact {
    Contact(
      organisation: try row.string(0), role: try row.string(1), name: try row.string(2), email: try row.string(3),
      telephone: try row.stringOrNil(4), validFrom: try row.date(5), validTo: try row.date(6))
  }

  // MARK: - Organisations

  func organisations() throws -> [Organisation] {
    try execute(Self.organisations).map { try Self.organisation($0) }
  }

  private static let organisations = Statement(
    "organisations",
    """
    SELECT slug, title, format, status, parents, successors, register FROM recourse.organisations
    ORDER BY slug COLLATE "C"
    """)

  func importOrganisations(_ organisations: [Organisation]) throws -> ImportCount {
    let kept = try exchange([
      Command(Self.lockReference), Command(Self.organisationsOf, [.texts(organisations.map(\.slug))]),
    ])[1].map { try Self.organisation($0) }
    let wanted = OrganisationImport(organisations, kept: kept)
    if !wanted.written.isEmpty { try execute(Self.keepOrganisations, Self.columns(of: wanted.written)) }
    return wanted.count
  }

  private static let organisationsOf = Statement(
    "organisations-of-slugs",
    """
    SELECT slug, title, format, status, parents, successors, register FROM recourse.organisations
    WHERE slug = ANY ($1::text[])
    """)

  private static let keepOrganisations = Statement(
    "keep-organisations",
    """
    INSERT INTO recourse.organisations (slug, title, format, status, parents, successors, register)
    SELECT slug, title, format, status, parents::text[], successors::text[], register
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
      AS o (slug, title, format, status, parents, successors, register)
    ON CONFLICT (slug) DO UPDATE SET title = EXCLUDED.title, format = EXCLUDED.format, status = EXCLUDED.status,
      parents = EXCLUDED.parents, successors = EXCLUDED.successors, register = EXCLUDED.register
    """)

  private static func columns(of organisations: [Organisation]) -> [Parameter] {
    [
      .texts(organisations.map(\.slug)), .texts(organisations.map(\.title)), .texts(organisations.map(\.format)),
      .texts(organisations.map(\.status)), .utf8s(organisations.map { TextArray.literal($0.parents) }),
      .utf8s(organisations.map { TextArray.literal($0.successors) }), .texts(organisations.map(\.register)),
    ]
  }

  private static func organisation(_ row: Row) throws -> Organisation {
    Organisation(
      slug: try row.string(0), title: try row.string(1), format: try row.string(2), status: try row.string(3),
      parents: try row.texts(4), successors: try row.texts(5), register: try row.string(6))
  }
}
