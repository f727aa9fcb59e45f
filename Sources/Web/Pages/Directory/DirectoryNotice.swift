import Analysis
import Casework
import CivilTime
import Engine

/// What just happened to the directory, said on the page that follows.
enum DirectoryNotice {
  static func html(_ request: WebRequest) -> HTML? {
    let words: String
    switch request.query["done"] {
    case "added": words = "The contact was added, and an email asks them to verify the address."
    case "known": words = "The contact was added. The address is verified already."
    case "changed": words = "The entry was changed."
    case "moved": words = "The entry was changed, and an email asks them to verify the new address."
    case "ended": words = "The person is not asked any more, from today on."
    case "away": words = "The days away were noted for every post of the person."
    case "back": words = "The person is back, in every post."
    case "letter": words = "An email asks them to verify the address."
    case "imported": words = "The list was taken in."
    case "contract": words = "The contract was kept."
    default: return nil
    }
    return Block.notice("Done", "<p class=\"govuk-notification-banner__heading\">\(words)</p>")
  }
}
