/// Where to sign in, and where to come back to.
enum SignInPlace {
  static func address(after request: WebRequest, proving: Bool, back: String? = nil) -> String {
    let back = FormValues.encoded(back ?? request.address)
    if proving { return "/sign-in/prove?back=\(back)" }
    // Whoever wanted the case itself comes to it anyhow.
    if request.path.hasPrefix("/follow") {
      return back == FormValues.encoded("/follow/case") ? "/follow" : "/follow?back=\(back)"
    }
    if request.path.hasPrefix("/department") { return "/department/sign-in" }
    return "/sign-in?back=\(back)"
  }

  /// A place of this site to come back to; anything else would send people away with our own voice.
  static func back(_ given: String?, otherwise: String) -> String {
    guard let given, given.hasPrefix("/"), !given.hasPrefix("//"), !given.hasPrefix("/\\"),
      !given.unicodeScalars.contains(where: { $0.value < 0x21 })
    else { return otherwise }
    return given
  }
}
