package import Analysis
package import Casework
import CivilTime

/// Says whom nobody could reach in the days ahead: for the bodies that open cases are about, and for those that the
/// directory holds besides.
package struct CoverageService: Sendable {
  package let store: any Store
  package let library: Library

  package init(store: any Store, library: Library) {
    self.store = store
    self.library = library
  }

  /// What was looked at, and what was found.
  package struct Report: Sendable {
    package let gaps: [CoverageGap]
    /// The bodies and contracts that were looked at.
    package let subjects: Int
    /// The deployed workflows that were looked at.
    package let workflows: [String]
    /// The contacts to whom mail came back, as it stands today.
    package let bounced: [Contact]
    /// Open cases that could not be read: whom they are about was not looked at.
    package let unreadable: Int
  }

  /// - Parameters:
  ///   - workflow: only this one; nil means every deployed one.
  ///   - workingDays: how many are looked at, from today on.
  ///   - everyBody: whether organisations are looked at that nobody is registered for and no case is about.
  /// - Throws: `CaseFailure` where no such workflow is deployed.
  package func report(workflow: String?, workingDays: Int, everyBody: Bool) async throws -> Report {
    let (named, unreadable) = try await subjects(of: workflow)
    return try await store.transaction { transaction in
      let look = try transaction.look(at: [], for: [])
      let deployed = try transaction.deployedWorkflows().filter { workflow == nil || $0.name == workflow }
      if let workflow, deployed.isEmpty { throw CaseFailure.unknownWorkflow(workflow) }
      var gaps: [CoverageGap] = []
      var subjects: Set<CoverageSubject> = []
      for one in deployed {
        let workflow = try library.workflow(one.digest, transaction)
        let facts = try library.facts(for: workflow, look, transaction)
        let all = CoverageSubject.all(
          named: named[one.name] ?? [], besides: try others(transaction, everyBody: everyBody), in: facts.directory)
        let today = facts.calendar.zone.civil(at: look.now).date
        let coverage = try Coverage(
          of: workflow, in: facts.directory, from: today, workingDays: workingDays, facts.calendar)
        gaps += try coverage.gaps(for: all)
        subjects.formUnion(all)
      }
      return Report(
        gaps: CoverageGap.ordered(gaps), subjects: Set(subjects.map(\.name)).count, workflows: deployed.map(\.name),
        bounced: try transaction.contacts().filter { $0.bouncedAt != nil }, unreadable: unreadable)
    }
  }

  /// The same for a few organisations alone and the contracts that they run, without a look at any case: quick enough
  /// for a page.
  ///
  /// - Parameter identities: as `OrganisationNames.identity` gives them.
  package func gaps(of identities: Set<String>, workingDays: Int) async throws -> [CoverageGap] {
    try await store.transaction { transaction in
      let look = try transaction.look(at: [], for: [])
      var gaps: [CoverageGap] = []
      for one in try transaction.deployedWorkflows() {
        let workflow = try library.workflow(one.digest, transaction)
        let facts = try library.facts(for: workflow, look, transaction)
        let names = facts.directory.organisations
        let own = try others(transaction, everyBody: false).filter { subject in
          subject.organisation.map { identities.contains(names.identity(of: $0)) } ?? false
        }
        let today = facts.calendar.zone.civil(at: look.now).date
        let coverage = try Coverage(
          of: workflow, in: facts.directory, from: today, workingDays: workingDays, facts.calendar)
        gaps += try coverage.gaps(for: CoverageSubject.all(named: [], besides: own, in: facts.directory))
      }
      return CoverageGap.ordered(gaps)
    }
  }

  /// What the open cases of each workflow are about, whatever version they go by.
  private func subjects(
    of workflow: String?
  ) async throws -> (named: [String: [CoverageSubject]], unreadable: Int) {
    let versions = try await store.transaction { try $0.workflowVersions() }
      .filter { $0.openCases > 0 && (workflow == nil || $0.workflow == workflow) }
    var (subjects, unreadable): ([String: [CoverageSubject]], Int) = ([:], 0)
    for version in versions {
      var last: CaseID?
      repeat {
        let after = last
        let page = try await store.transaction { transaction in
          let workflow = try library.workflow(version.digest, transaction)
          let records = try transaction.openCases(of: version.digest, after: after, limit: EngineLimits.calendarPage)
          var (found, unreadable): ([CoverageSubject], Int) = ([], 0)
          for record in records {
            do throws(CaseFailure) {
              found += workflow.subjects(of: try record.case(workflow))
            } catch {
              // A case that can't be read hinders no other.
              unreadable += 1
            }
          }
          return (found, unreadable, last: records.last?.id)
        }
        subjects[version.workflow, default: []] += page.0
        unreadable += page.1
        last = page.last
      } while last != nil
    }
    return (subjects, unreadable)
  }

  /// Whom a new case might be about: every body that has a contact or let a contract, and each such contract.
  private func others(_ transaction: any StoreTransaction, everyBody: Bool) throws -> [CoverageSubject] {
    let organisations = everyBody ? try transaction.organisations().filter { !$0.isClosed }.map(\.title) : []
    let contracts = try transaction.contracts()
    let bodies = try transaction.contacts().map(\.organisation) + contracts.map(\.authority) + organisations
    return bodies.map { CoverageSubject(organisation: $0) }
      + contracts.map { CoverageSubject(organisation: $0.authority, contract: $0.reference) }
  }
}
