import CivilTime

/// Results as a feed (RFC 4287).
struct AtomFeed: Sendable {
  let site: Site
  let results: [PublishedResult]
  /// What the list was narrowed by, as it stands in the address; empty for all.
  var query = ""

  var text: String {
    let address = "\(site.address)/results"
    let narrowed = query.isEmpty ? "" : "?\(query)"
    let updated = results.map(\.publishedOn).max().map(Self.moment) ?? "1970-01-01T00:00:00Z"
    let entries = results.map { result -> HTML in
      let own = "\(address)/\(FormValues.encoded(result.id))"
      return """
        <entry><id>\(own)</id><title>\(result.authority): \(ChoiceWords.words(result.outcome))</title><updated>\
        \(Self.moment(result.publishedOn))</updated><link rel="alternate" type="text/html" href="\(own)"/><summary>\
        \(result.summary)</summary></entry>
        """
    }
    let feed: HTML = """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom"><id>\(address)\(narrowed)</id><title>\(site.brand.scheme): results</title>\
      <updated>\(updated)</updated><author><name>\(site.brand.owner)</name></author><link rel="self" \
      type="application/atom+xml" href="\(address).atom\(narrowed)"/><link rel="alternate" type="text/html" href="\(address)\(narrowed)"/>\(entries)\
      </feed>
      """
    return feed.description
  }

  private static func moment(_ day: CivilDate) -> String { "\(day)T00:00:00Z" }
}
