import Casework
import Testing

@Suite struct TermWordsTests {
  @Test(
    arguments: [
      ("data.late_from <= date(now)", "is not after today"),
      ("!(data.late_from <= date(now))", "is after today"),
      ("event.data.promised_on <= addDays(date(now), 30)", "is not after 30 days after today"),
      (
        "data.late_from < date(case.opened_at - duration('17544h'))",
        "is before 731 days before the day on which the case was opened"
      ),
    ])
  func `a day is compared in words`(_ source: String, _ words: String) throws {
    let found = ConditionWords(try Sketch.shipped("late-payment")).words(source)
    #expect(found.isPlain && found.text.hasPrefix("“") && found.text.hasSuffix(words), "\(found.text)")
  }

  @Test func `an instant that is worked out from a day is told from it`() throws {
    let moment = ConditionWords(try Sketch.shipped("late-payment"))
      .moment("addWorkingDays(timestamp(string(data.promised_on) + 'T12:00:00Z'), 2)")
    #expect(moment?.hasPrefix("2 working days after “") == true, "\(moment ?? "")")
  }

  @Test func `what has no words stays as it was written`() throws {
    let source = "data.late_from < fold(data.late_from)"
    let found = ConditionWords(try Sketch.shipped("late-payment")).words(source)
    #expect(!found.isPlain && found.text == source)
  }

  @Test func `no shipped workflow has a condition without words`() throws {
    for name in try Sketch.shipped {
      let workflow = try Sketch.shipped(name)
      let words = ConditionWords(workflow)
      for transition in workflow.chart.transitions {
        guard let source = transition.guard?.source else { continue }
        #expect(words.words(source).isPlain, "\(name): \(source)")
      }
    }
  }
}
