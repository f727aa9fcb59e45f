import JSON

/// What an identity system asks first: what we can do, and what a user is (RFC 7643, sections 5 to 7).
enum SCIMDocuments {
  static let userSchema = "urn:ietf:params:scim:schemas:core:2.0:User"

  static func configuration(_ site: String) -> JSONObject {
    [
      "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
      "patch": ["supported": true],
      "bulk": ["supported": true, "maxOperations": .integer(Int64(SCIMBulk.most)), "maxPayloadSize": 1_048_576],
      "filter": ["supported": true, "maxResults": .integer(Int64(SCIMRoutes.most))],
      "changePassword": ["supported": false], "sort": ["supported": true], "etag": ["supported": true],
      "authenticationSchemes": [
        [
          "type": "oauthbearertoken", "name": "Bearer token",
          "description": "A token with the scope scim, bound to one organisation; the case team makes it.",
          "primary": true,
        ]
      ],
      "meta": ["resourceType": "ServiceProviderConfig", "location": .string("\(site)/scim/v2/ServiceProviderConfig")],
    ]
  }

  static func userType(_ site: String) -> JSONObject {
    [
      "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"], "id": "User", "name": "User",
      "endpoint": "/Users", "description": "Somebody who answers for the organisation", "schema": .string(userSchema),
      "schemaExtensions": [],
      "meta": ["resourceType": "ResourceType", "location": .string("\(site)/scim/v2/ResourceTypes/User")],
    ]
  }

  static func schema(_ site: String) -> JSONObject {
    [
      "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"], "id": .string(userSchema), "name": "User",
      "description": "Somebody who answers for the organisation",
      "attributes": [
        attribute("userName", "The person's e-mail address", isRequired: true, isUnique: true),
        complex(
          "name", "The person's name",
          [
            attribute("formatted", "All of it"), attribute("givenName", "The first names"),
            attribute("familyName", "The last name"),
          ]),
        attribute("displayName", "The person's name"),
        attribute("title", "The title of the first role; where no roles are given, it chooses one"),
        attribute("active", "Whether the person is asked", type: "boolean"),
        complex(
          "emails", "The same address as userName",
          [
            attribute("value", "The address"), attribute("type", "work"), attribute("primary", "true", type: "boolean"),
          ],
          isList: true),
        complex(
          "phoneNumbers", "The first is kept", [attribute("value", "The number"), attribute("type", "work")],
          isList: true),
        complex(
          "roles", "What the person answers as, such as contract-manager",
          [
            attribute("value", "The role's id"), attribute("display", "The role's title"),
            attribute("primary", "true of the first", type: "boolean"),
          ], isList: true),
      ],
      "meta": ["resourceType": "Schema", "location": .string("\(site)/scim/v2/Schemas/\(userSchema)")],
    ]
  }

  private static func attribute(
    _ name: String, _ description: String, type: String = "string", isRequired: Bool = false, isUnique: Bool = false
  ) -> JSONValue {
    [
      "name": .string(name), "type": .string(type), "multiValued": false, "description": .string(description),
      "required": .bool(isRequired), "caseExact": false, "mutability": "readWrite", "returned": "default",
      "uniqueness": isUnique ? "server" : "none",
    ]
  }

  private static func complex(
    _ name: String, _ description: String, _ parts: [JSONValue], isList: Bool = false
  ) -> JSONValue {
    [
      "name": .string(name), "type": "complex", "multiValued": .bool(isList), "description": .string(description),
      "required": false, "mutability": "readWrite", "returned": "default", "subAttributes": .array(parts),
    ]
  }
}
