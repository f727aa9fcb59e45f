import Expression
import Testing

struct PatternTests {
  @Test(arguments: [
    ("abc", "xabcx"), ("^abc$", "abc"), ("a.c", "abc"), ("a*b", "b"), ("a+b", "aab"), ("^a?b$", "ab"),
    ("gr(a|e)y", "grey"),
    ("^(ab|cd)+$", "abcdab"), ("[a-c]x", "bx"), ("[^a-c]x", "dx"), (#"\d{3}"#, "a123"),
    (#"^\w+@\w+\.org$"#, "a_1@b.org"),
    (#"\bcat\b"#, "a cat!"), (#"a\Bb"#, "ab"), ("(?i)STRASSE", "strasse"), ("(?i)[k-m]", "K"), ("(?i)k", "\u{212A}"),
    ("(?i)\u{212A}", "k"), ("(?s)a.b", "a\nb"), ("(?m)^b$", "a\nb\nc"), (#"\A\x41\x{1F431}\z"#, "A🐱"),
    (#"\Qa.b\E"#, "a.b"),
    ("[[:alpha:]]+[[:digit:]]", "ab1"), ("[[:^space:]]", "a"), (#"^\p{Lu}\p{Ll}+$"#, "École"), (#"\pN"#, "٣"),
    (#"^\P{L}$"#, "1"), (#"\p{^L}"#, "1"), ("a{2,3}$", "aaa"), ("^a{2,}$", "aaaa"), ("^a{0}$", ""), ("x{,2}", "x{,2}"),
    ("(?P<name>a)(?:b)(?<other>c)", "abc"), ("(?i:A)b", "ab"), ("a|", "zzz"), ("", "anything"), ("[]a]", "]"),
    ("[a-]", "-"),
    (#"[\d.]+$"#, "1.5"), (#"\101"#, "A"), ("(a*)*$", "aaa"), ("a*?b", "aab"), ("^(?-i)a", "a"), ("[\\]]", "]"),
    ("é+", "éé"),
  ])
  func `RE2's syntax is found`(pattern: String, text: String) throws {
    #expect(try value("text.matches(pattern)", ["text": .string(text), "pattern": .string(pattern)]) == .bool(true))
    #expect(try value("matches(text, pattern)", ["text": .string(text), "pattern": .string(pattern)]) == .bool(true))
  }

  @Test(arguments: [
    ("^abc$", "abcd"), ("abc", "ABC"), ("a.c", "a\nc"), (#"\bcat\b"#, "concat"), ("^b$", "a\nb"), ("[^a]", "a"),
    (#"\d"#, "٣"),
    ("(?i)[^k]", "K"), (#"\p{Lu}"#, "é"), ("a{3}", "aa"), (#"\w"#, "é"), ("$.", "a"), ("(?i:A)b", "AB"),
  ])
  func `what a pattern does not say is not found`(pattern: String, text: String) throws {
    #expect(try value("text.matches(pattern)", ["text": .string(text), "pattern": .string(pattern)]) == .bool(false))
  }

  @Test(arguments: [
    "(", ")", "a)", "[a", "*a", "a**", "a{2}{3}", "(?=a)", "(?<!a)", #"(a)\1"#, #"\p{Nope}"#, #"\q"#, "a\\", "[b-a]",
    "a{1001}", "a{3,2}", "[[:nope:]]", "(?x)a", "(?P<>a)", "(?P<a", #"\x{110000}"#, #"\xg1"#, "x{2}+*", #"\Z"#, #"\C"#,
  ])
  func `a pattern that can't be read is a fault, and a problem where it is constant`(pattern: String) throws {
    #expect(try fault("'a'.matches(p)", ["p": .string(pattern)]).kind == .invalidArgument)
    let found = try problems("'a'.matches(r'''\(pattern)''')")
    #expect(found.map(\.code) == [.constant])
    #expect(found.first?.offset == 12)
  }

  @Test func `patterns that run away elsewhere take no time here`() throws {
    let text = String(repeating: "a", count: 3_000) + "!"
    for pattern in ["^(a+)+$", "^(a|a)*$", "(a*)*b", "^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y|(a?){100}b"] {
      #expect(try value("text.matches(pattern)", ["text": .string(text), "pattern": .string(pattern)]) == .bool(false))
    }
  }

  @Test func `a pattern's size is limited`() throws {
    func kind(_ pattern: String) throws -> EvaluationError.Kind {
      try fault("'a'.matches(p)", ["p": .string(pattern)]).kind
    }
    let longest = String(repeating: "a", count: ExpressionLimits.patternBytes)
    #expect(try value("'a'.matches(p)", ["p": .string(longest)]) == .bool(false))
    #expect(try kind(longest + "a") == .invalidArgument)

    let deepest =
      String(repeating: "(", count: ExpressionLimits.patternDepth - 1)
      + "a" + String(repeating: ")", count: ExpressionLimits.patternDepth - 1)
    #expect(try value("'a'.matches(p)", ["p": .string(deepest)]) == .bool(true))
    #expect(try kind("(" + deepest + ")") == .invalidArgument)

    // The end of the pattern is an instruction too.
    let nearly = "(a{\(ExpressionLimits.patternRepetition)}){9}a{999}"
    #expect(try value("'a'.matches(p)", ["p": .string(nearly)]) == .bool(false))
    #expect(try kind(nearly + "a") == .invalidArgument)
    #expect(try kind("((((((a{1000}){1000}){1000}){1000}){1000}){1000})") == .invalidArgument)
    #expect(try value("'a'.matches(p)", ["p": .string("((((((){1000}){1000}){1000}){1000}){1000})a")]) == .bool(true))
  }
}
