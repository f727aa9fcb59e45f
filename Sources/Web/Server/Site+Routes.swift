extension Site {
  /// Everything that the site answers. A route that stands in no list here does not exist.
  package var routes: [Route] {
    [
      assets.routes, SignInPages(site: self).routes, PublicPages(site: self).routes,
      APIPages(site: self).routes,
      CaseworkPages(site: self).routes,
    ].flatMap(\.self)
  }
}
