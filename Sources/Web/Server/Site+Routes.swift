extension Site {
  /// Everything that the site answers. A route that stands in no list here does not exist.
  package var routes: [Route] {
    [
      assets.routes, SignInPages(site: self).routes, PublicPages(site: self).routes,
      APIPages(site: self).routes,
      DepartmentSignIn(site: self).routes, DepartmentPages(site: self).routes, AddressPages(site: self).routes,
      AnswerPages(site: self).routes, SCIMRoutes(site: self).routes, ContactPages(site: self).routes,
      ContactListPages(site: self).routes, DirectoryPages(site: self).routes, ContractPages(site: self).routes,
      OpsPages(site: self).routes,
    ].flatMap(\.self)
  }
}
