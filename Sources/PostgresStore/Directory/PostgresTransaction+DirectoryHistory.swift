import Casework
import CivilTime
import Engine
import Postgres

// What the directory was: each change leaves the rows that it made.
extension PostgresTransaction {
  static let directoryHistoryStatements = [
    catchUpDirectory, noteContacts, noteContracts, noteOrganisations, directoryVersions, pastContacts, pastContracts,
    pastOrganisations,
  ]

  func directoryVersions() throws -> [DirectoryVersion] {
    try execute(Self.directoryVersions).map {
      DirectoryVersion(revision: try $0.int64(0), changedAt: try $0.instant(1))
    }
  }

  private static let directoryVersions = Statement(
    "directory-versions",
    "SELECT revision, min(changed_at) FROM recourse.directory_changes GROUP BY revision ORDER BY revision")

  func directory(at revision: Int64) throws -> Directory {
    let answers = try exchange(
      [Self.pastContacts, Self.pastOrganisations, Self.pastContracts].map { Command($0, [.integer(revision)]) })
    return Directory(
      contacts: try answers[0].map { try Self.contact($0) },
      organisations: try answers[1].map { try Self.organisation($0) },
      contracts: try answers[2].map { try Self.contract($0) }, revision: revision)
  }

  private static let pastContacts = Statement(
    "past-contacts",
    """
    SELECT c.number, c.organisation, c.role, c.name, c.email, c.telephone, c.contract, c.valid_from, c.valid_to,
      c.away_from, c.away_to, c.deputy, c.verified_at, c.bounced_at, c.external_id
    FROM (
      SELECT DISTINCT ON (key COLLATE "C") content FROM recourse.directory_changes
      WHERE part = 'contacts' AND revision <= $1 ORDER BY key COLLATE "C", revision DESC
    ) d CROSS JOIN LATERAL json_populate_recordset(NULL::recourse.contacts, d.content) c
    ORDER BY c.organisation COLLATE "C", c.position
    """)

  private static let pastContracts = Statement(
    "past-contracts",
    """
    SELECT c.reference, c.title, c.authority, c.prime_contractor, c.value::text, c.manager_role, c.valid_from, c.valid_to
    FROM (
      SELECT DISTINCT ON (key COLLATE "C") content FROM recourse.directory_changes
      WHERE part = 'contracts' AND revision <= $1 ORDER BY key COLLATE "C", revision DESC
    ) d CROSS JOIN LATERAL json_populate_recordset(NULL::recourse.contracts, d.content) c
    ORDER BY c.key COLLATE "C"
    """)

  private static let pastOrganisations = Statement(
    "past-organisations",
    """
    SELECT o.slug, o.title, o.format, o.status, o.parents, o.successors, o.register
    FROM (
      SELECT DISTINCT ON (key COLLATE "C") content FROM recourse.directory_changes
      WHERE part = 'organisations' AND revision <= $1 ORDER BY key COLLATE "C", revision DESC
    ) d CROSS JOIN LATERAL json_populate_recordset(NULL::recourse.organisations, d.content) o
    ORDER BY o.slug COLLATE "C"
    """)

  // MARK: - Noting changes, after they were made and counted

  static let noteContacts = Statement(
    "note-contacts",
    """
    INSERT INTO recourse.directory_changes (revision, part, key, changed_at, content)
    SELECT r.directory, 'contacts', o.organisation, recourse.now(), coalesce(
      (SELECT json_agg(row_to_json(c) ORDER BY c.position) FROM recourse.contacts c
        WHERE c.organisation = o.organisation), '[]')
    FROM recourse.reference_revisions r CROSS JOIN (SELECT DISTINCT unnest($1::text[])) AS o (organisation)
    """)

  static let noteContracts = Statement(
    "note-contracts",
    """
    INSERT INTO recourse.directory_changes (revision, part, key, changed_at, content)
    SELECT r.directory, 'contracts', c.key, recourse.now(), json_build_array(row_to_json(c))
    FROM recourse.reference_revisions r CROSS JOIN recourse.contracts c WHERE c.key = ANY ($1::text[])
    """)

  static let noteOrganisations = Statement(
    "note-organisations",
    """
    INSERT INTO recourse.directory_changes (revision, part, key, changed_at, content)
    SELECT r.directory, 'organisations', o.slug, recourse.now(), json_build_array(row_to_json(o))
    FROM recourse.reference_revisions r CROSS JOIN recourse.organisations o WHERE o.slug = ANY ($1::text[])
    """)

  /// What older programs have changed, side by side with newer ones during an upgrade, left no trace: the next change
  /// first notes all that is there.
  static let catchUpDirectory = Statement(
    "catch-up-directory",
    """
    INSERT INTO recourse.directory_changes (revision, part, key, changed_at, content)
    SELECT r.directory, p.part, p.key, recourse.now(), p.content
    FROM recourse.reference_revisions r CROSS JOIN (
      SELECT 'contacts' AS part, organisation AS key, json_agg(row_to_json(c) ORDER BY position) AS content
      FROM recourse.contacts c GROUP BY organisation
      UNION ALL SELECT 'contracts', key, json_build_array(row_to_json(c)) FROM recourse.contracts c
      UNION ALL SELECT 'organisations', slug, json_build_array(row_to_json(o)) FROM recourse.organisations o
      UNION ALL SELECT 'contacts', d.key, '[]'::json FROM (
        SELECT DISTINCT key FROM recourse.directory_changes WHERE part = 'contacts') d
      WHERE NOT EXISTS (SELECT FROM recourse.contacts c WHERE c.organisation = d.key)
    ) p
    WHERE r.directory > (SELECT coalesce(max(revision), 0) FROM recourse.directory_changes)
    """)
}
