import Casework
import CivilTime
import Engine
import Postgres

// Who has left, and is nobody's business any more: names go, posts stay.
extension PostgresTransaction {
  static let forgettingStatements = [
    contactsInForce, forgetPastContacts, forgetContacts, keepDirectoryErasure, directoryErasures,
  ]

  func contacts(inForceSince instant: Instant?) throws -> [Contact] {
    try execute(Self.contactsInForce, [.timestamp(instant?.microsecondsRoundedDown)]).map { try Self.contact($0) }
  }

  private static let contactsInForce = Statement(
    "contacts-in-force",
    """
    SELECT c.number, c.organisation, c.role, c.name, c.email, c.telephone, c.contract, c.valid_from, c.valid_to,
      c.away_from, c.away_to, c.deputy, c.verified_at, c.bounced_at, c.external_id
    FROM recourse.directory_changes d CROSS JOIN LATERAL json_populate_recordset(NULL::recourse.contacts, d.content) c
    WHERE d.part = 'contacts' AND ($1::timestamptz IS NULL OR NOT EXISTS (
      SELECT FROM recourse.directory_changes n
      WHERE n.part = 'contacts' AND n.key = d.key AND n.revision > d.revision AND n.changed_at <= $1))
    """)

  func forget(_ contacts: Set<ContactID>, addresses: [String: ContactID]) throws {
    let (numbers, known) = (contacts.sorted(), addresses.sorted { $0.key < $1.key })
    let parameters: [Parameter] = [
      .integers(numbers.map { $0.number }), .texts(numbers.map { Contact.formerName(of: $0) }),
      .texts(numbers.map { Contact.formerAddress(of: $0) }), .texts(known.map { $0.key }),
      .texts(known.map { Contact.formerAddress(of: $0.value) }),
    ]
    _ = try exchange([
      Command(Self.forgetPastContacts, parameters), Command(Self.forgetContacts, parameters),
    ])
  }

  private static let forgetPastContacts = Statement(
    "forget-past-contacts",
    """
    UPDATE recourse.directory_changes d SET content = (
      SELECT json_agg((c.one::jsonb
        || CASE WHEN f.number IS NULL THEN '{}'::jsonb
          ELSE jsonb_build_object('name', f.name, 'email', f.email, 'telephone', NULL, 'external_id', NULL) END
        || CASE WHEN a.address IS NULL THEN '{}'::jsonb ELSE jsonb_build_object('deputy', a.former) END)::json
        ORDER BY c.place)
      FROM json_array_elements(d.content) WITH ORDINALITY AS c (one, place)
      LEFT JOIN unnest($1::bigint[], $2::text[], $3::text[]) AS f (number, name, email)
        ON f.number = (c.one ->> 'number')::bigint
      LEFT JOIN unnest($4::text[], $5::text[]) AS a (address, former) ON a.address = lower(c.one ->> 'deputy'))
    WHERE d.part = 'contacts' AND EXISTS (
      SELECT FROM json_array_elements(d.content) AS c (one)
      WHERE (c.one ->> 'number')::bigint = ANY ($1::bigint[]) OR lower(c.one ->> 'deputy') = ANY ($4::text[]))
    """)

  private static let forgetContacts = Statement(
    "forget-contacts",
    """
    UPDATE recourse.contacts c SET
      name = coalesce(f.name, c.name), email = coalesce(f.email, c.email),
      telephone = CASE WHEN f.number IS NULL THEN c.telephone END,
      external_id = CASE WHEN f.number IS NULL THEN c.external_id END, deputy = coalesce(a.former, c.deputy)
    FROM recourse.contacts o
      LEFT JOIN unnest($1::bigint[], $2::text[], $3::text[]) AS f (number, name, email) ON f.number = o.number
      LEFT JOIN unnest($4::text[], $5::text[]) AS a (address, former) ON a.address = lower(o.deputy)
    WHERE o.number = c.number AND (f.number IS NOT NULL OR a.address IS NOT NULL)
    """)

  func keepDirectoryErasure(_ erasure: DirectoryErasure) throws {
    _ = try execute(
      Self.keepDirectoryErasure,
      [
        .timestamp(erasure.at.microsecondsRoundedDown), .text(erasure.endedBefore.description),
        .integer(Int64(erasure.contacts)), .text(erasure.actor), .text(erasure.reason),
      ])
  }

  private static let keepDirectoryErasure = Statement(
    "keep-directory-erasure",
    """
    INSERT INTO recourse.directory_erasures (erased_at, ended_before, contacts, actor, reason)
    VALUES ($1::timestamptz, $2::text::date, $3, $4, $5)
    """)

  func directoryErasures() throws -> [DirectoryErasure] {
    try execute(Self.directoryErasures).compactMap { row in
      guard let day = try row.date(1) else { return nil }
      return DirectoryErasure(
        at: try row.instant(0), endedBefore: day, contacts: try row.int(2), actor: try row.stringOrNil(3),
        reason: try row.string(4))
    }
  }

  private static let directoryErasures = Statement(
    "directory-erasures",
    "SELECT erased_at, ended_before, contacts, actor, reason FROM recourse.directory_erasures ORDER BY number")
}
