extension Site {
  /// Everything that the site answers. A route that stands in no list here does not exist.
  package var routes: [Route] {
    [
      assets.routes, SignInPages(site: self).routes, SessionPages(site: self).routes, PublicPages(site: self).routes,
      APIPages(site: self).routes,
      RaisePages(site: self).routes, FollowPages(site: self).routes,
      ResultsPages(site: self, results: results).routes,
      AccountPages(site: self).routes,
      HealthPages(site: self).routes,
      provider.map { ProviderPages(site: self, provider: $0).routes } ?? [],
      DepartmentSignIn(site: self).routes, DepartmentPages(site: self).routes, AddressPages(site: self).routes,
      AnswerPages(site: self).routes, SCIMRoutes(site: self).routes, ContactPages(site: self).routes,
      ContactListPages(site: self).routes, DirectoryPages(site: self).routes, ContractPages(site: self).routes,
      DirectoryExportPages(site: self).routes,
      OpsPages(site: self).routes,
      CaseworkPages(site: self).routes, FeedbackReport(site: self).routes,
    ].flatMap(\.self)
  }
}
