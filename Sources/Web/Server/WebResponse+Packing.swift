extension WebResponse {
  /// A page, packed where who asked takes that: about a fifth of its bytes have to be sent.
  ///
  /// How long a packed page is tells who listens on the line whether texts on it are alike (BREACH): of use to somebody who
  /// has a visitor's browser ask again and again, each time with another guess on the page, beside what is secret there.
  /// So what shows back the words of a query or of a form, or what was not found or went wrong, goes as it is. What is left
  /// are pages that stand at their address alone, or that a query has chosen without a word of its own on them: whoever makes a browser ask for one puts nothing on it. The token of its
  /// forms is another text on each page, so that nothing that somebody wrote in a case earlier can be tried on it either;
  /// and the cookie itself stands on no page.
  func packed(for request: WebRequest) -> WebResponse {
    guard request.method == .get, request.query.isEmpty || isOneOfFew, status == .ok,
      headers.contains(where: { $0.name == "Content-Type" && $0.value.hasPrefix("text/html") })
    else { return self }
    var response = with("Vary", "Accept-Encoding")
    guard request.takesPacked else { return response }
    response.body = Packing.packed(body, in: .gzip)
    response.headers.append(("Content-Encoding", "gzip"))
    return response
  }
}
