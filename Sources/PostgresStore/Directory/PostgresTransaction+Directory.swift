import Casework
import CivilTime
import Engine
import Expression
import Postgres

extension PostgresTransaction {
  static let directoryStatements = [
    lockReference, numberContacts, contacts, removeContacts, addContacts, countDirectory, contracts, keepContracts,
    organisations,
    keepOrganisations,
  ]

  func lockDirectory() throws { _ = try exchange([Command(Self.lockReference), Command(Self.catchUpDirectory)]) }

  /// Imports run one after the other: each compares with what is there.
  static let lockReference = Statement(
    "lock-reference-revisions", "SELECT 1 FROM recourse.reference_revisions FOR UPDATE")

  private static let countDirectory = Statement(
    "count-directory", "UPDATE recourse.reference_revisions SET directory = directory + 1")

  // MARK: - Contacts

  func contacts() throws -> [Contact] { try execute(Self.contacts).map { try Self.contact($0) } }

  private static let contacts = Statement(
    "contacts",
    """
    SELECT number, organisation, role, name, email, telephone, contract, valid_from, valid_to, away_from, away_to,
      deputy, verified_at, bounced_at, external_id
    FROM recourse.contacts ORDER BY organisation COLLATE "C", position
    """)

  func newContactIDs(_ count: Int) throws -> [ContactID] {
    guard let row = try execute(Self.numberContacts, [.integer(Int64(count))]).first else { return [] }
    let last = try row.int64(0)
    return (0..<Int64(count)).map { ContactID(last - Int64(count) + 1 + $0) }
  }

  private static let numberContacts = Statement(
    "number-contacts",
    "UPDATE recourse.reference_revisions SET last_contact = last_contact + $1 RETURNING last_contact")

  func replaceContacts(of organisations: [String], by contacts: [Contact]) throws {
    _ = try exchange([
      Command(Self.removeContacts, [.texts(organisations)]),
      Command(Self.addContacts, Self.columns(of: contacts)),
      Command(Self.countDirectory),
      Command(Self.noteContacts, [.texts(organisations + contacts.map(\.organisation))]),
    ])
  }

  private static let removeContacts = Statement(
    "remove-contacts", "DELETE FROM recourse.contacts WHERE organisation = ANY ($1::text[])")

  private static let addContacts = Statement(
    "add-contacts",
    """
    INSERT INTO recourse.contacts (number, organisation, position, role, name, email, telephone, contract, valid_from,
      valid_to, away_from, away_to, deputy, verified_at, bounced_at, external_id)
    SELECT number, organisation, row_number() OVER (PARTITION BY organisation ORDER BY place), role, name, email,
      telephone, contract, valid_from, valid_to, away_from, away_to, deputy, verified_at, bounced_at, external_id
    FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::date[],
        $9::date[], $10::date[], $11::date[], $12::text[], $13::timestamptz[], $14::timestamptz[], $15::text[])
      WITH ORDINALITY AS c (number, organisation, role, name, email, telephone, contract, valid_from, valid_to,
        away_from, away_to, deputy, verified_at, bounced_at, external_id, place)
    """)

  private static func columns(of contacts: [Contact]) -> [Parameter] {
    [
      .integers(contacts.map { $0.id?.number }), .texts(contacts.map(\.organisation)), .texts(contacts.map(\.role)),
      .texts(contacts.map(\.name)), .texts(contacts.map(\.email)), .texts(contacts.map(\.telephone)),
      .texts(contacts.map(\.contract)), .texts(contacts.map { $0.validFrom?.description }),
      .texts(contacts.map { $0.validTo?.description }), .texts(contacts.map { $0.absence?.from.description }),
      .texts(contacts.map { $0.absence?.to?.description }), .texts(contacts.map(\.deputy)),
      .timestamps(contacts.map { $0.verifiedAt?.microsecondsRoundedDown }),
      .timestamps(contacts.map { $0.bouncedAt?.microsecondsRoundedDown }), .texts(contacts.map(\.externalID)),
    ]
  }

  static func contact(_ row: Row) throws -> Contact {
    let away = try row.date(10)
    return Contact(
      id: ContactID(try row.int64(0)), organisation: try row.string(1), role: try row.string(2),
      name: try row.string(3), email: try row.string(4), telephone: try row.stringOrNil(5),
      contract: try row.stringOrNil(6), validFrom: try row.date(7), validTo: try row.date(8),
      absence: try row.date(9).map { Absence(from: $0, to: away) }, deputy: try row.stringOrNil(11),
      verifiedAt: try row.instantOrNil(12), bouncedAt: try row.instantOrNil(13), externalID: try row.stringOrNil(14))
  }

  // MARK: - Contracts

  func contracts() throws -> [Contract] { try execute(Self.contracts).map { try Self.contract($0) } }

  private static let contracts = Statement(
    "contracts",
    """
    SELECT reference, title, authority, prime_contractor, value::text, manager_role, valid_from, valid_to
    FROM recourse.contracts ORDER BY key COLLATE "C"
    """)

  func keepContracts(_ contracts: [Contract]) throws {
    _ = try exchange([
      Command(
        Self.keepContracts,
        [
          .texts(contracts.map(\.key)), .texts(contracts.map(\.reference)), .texts(contracts.map(\.title)),
          .texts(contracts.map(\.authority)), .texts(contracts.map(\.primeContractor)),
          .texts(contracts.map { $0.value?.description }), .texts(contracts.map(\.managerRole)),
          .texts(contracts.map { $0.validFrom?.description }), .texts(contracts.map { $0.validTo?.description }),
        ]),
      Command(Self.countDirectory),
      Command(Self.noteContracts, [.texts(contracts.map(\.key))]),
    ])
  }

  private static let keepContracts = Statement(
    "keep-contracts",
    """
    INSERT INTO recourse.contracts (key, reference, title, authority, prime_contractor, value, manager_role, valid_from,
      valid_to)
    SELECT key, reference, title, authority, prime_contractor, value, manager_role, valid_from, valid_to
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::numeric[], $7::text[], $8::date[],
      $9::date[]) AS c (key, reference, title, authority, prime_contractor, value, manager_role, valid_from, valid_to)
    ON CONFLICT (key) DO UPDATE SET reference = EXCLUDED.reference, title = EXCLUDED.title,
      authority = EXCLUDED.authority, prime_contractor = EXCLUDED.prime_contractor, value = EXCLUDED.value,
      manager_role = EXCLUDED.manager_role, valid_from = EXCLUDED.valid_from, valid_to = EXCLUDED.valid_to
    """)

  static func contract(_ row: Row) throws -> Contract {
    let value = try row.stringOrNil(4).map { text in
      guard let value = Decimal(text) else { throw row.damaged(4, "is no decimal number") }
      return value
    }
    return Contract(
      reference: try row.string(0), title: try row.string(1), authority: try row.string(2),
      primeContractor: try row.string(3), value: value, managerRole: try row.string(5), validFrom: try row.date(6),
      validTo: try row.date(7))
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

  func keepOrganisations(_ organisations: [Organisation]) throws {
    _ = try exchange([
      Command(Self.keepOrganisations, Self.columns(of: organisations)), Command(Self.countDirectory),
      Command(Self.noteOrganisations, [.texts(organisations.map(\.slug))]),
    ])
  }

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

  static func organisation(_ row: Row) throws -> Organisation {
    Organisation(
      slug: try row.string(0), title: try row.string(1), format: try row.string(2), status: try row.string(3),
      parents: try row.texts(4), successors: try row.texts(5), register: try row.string(6))
  }
}
