import JSON
import Testing

@Suite("JSON objects") struct ObjectTests {
  @Test func `a member is found by name in small and large objects`() {
    for size in [0, 1, 16, 17, 200] {
      var object = JSONObject()
      for number in 0..<size {
        let isNew = object.insert("m\(number)", .integer(Int64(number)))
        #expect(isNew)
      }
      #expect(object.keys == (0..<size).map { "m\($0)" })
      for number in 0..<size { #expect(object["m\(number)"] == .integer(Int64(number))) }
      #expect(object["m\(size)"] == nil)
      let isNew = object.insert("m0", 1)
      #expect(isNew == (size == 0))
    }
  }

  @Test func `setting a member keeps its place, a new one goes last, nil removes it`() {
    var object = JSONObject()
    for number in 0..<18 { object["m\(number)"] = .integer(Int64(number)) }
    object["m3"] = "three"
    object["m0"] = nil
    object["m1"] = nil
    object["last"] = true
    #expect(object.keys == (2..<18).map { "m\($0)" } + ["last"])
    #expect(object["m3"] == "three")
    #expect(object["m17"] == 17)
    object["missing"] = nil
    #expect(object.count == 17)
  }

  @Test func `objects are equal whatever the order of their members`() throws {
    let a = try JSONValue(parsing: #"{"a":1,"b":[2]}"#)
    let b = try JSONValue(parsing: #"{"b":[2],"a":1}"#)
    #expect(a == b)
    #expect(a.hashValue == b.hashValue)
    #expect(a != ["a": 1])
    #expect(a != ["a": 1, "b": [3]])
    #expect(try JSONValue(parsing: "[1,2]") != JSONValue(parsing: "[2,1]"))
  }

  @Test func `a value is taken apart with accessors that answer nil for another kind`() {
    let name = "x"
    let value: JSONValue = ["text": "\(name)", "n": 3, "yes": true, "list": [1, "two", .null], "o": ["in": 1]]
    #expect(value["text"]?.stringValue == "x")
    #expect(value["n"]?.integerValue == 3)
    #expect(value["n"]?.intValue == 3)
    #expect(value["yes"]?.boolValue == true)
    #expect(value["list"]?[1]?.stringValue == "two")
    #expect(value["list"]?[2]?.isNull == true)
    #expect(value["list"]?[3] == nil)
    #expect(value["list"]?.arrayValue?.count == 3)
    #expect(value["o"]?["in"] == 1)
    #expect(value["o"]?.objectValue?.keys == ["in"])
    #expect(value["text"]?.integerValue == nil)
    #expect(value["n"]?.stringValue == nil)
    #expect(value["n"]?["x"] == nil)
    #expect(value["list"]?.kind == "a list")
  }
}
