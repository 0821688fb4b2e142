/// The JSON Schema of one YAML document, for editors. Its keys are those of ``ConfigurationLevel``, which the reader accepts.
///
/// A schema sees values after a parser has resolved them, so `name: 0123` is a number to it: where the reader accepts any
/// scalar as text, the schema does too. It declares draft-07, which the YAML extensions of editors know best.
package enum ConfigurationSchema {
  /// The schema, as indented JSON with a line feed at the end.
  package static let text = #"""
    {
      "$schema": "http://json-schema.org/draft-07/schema#",
      "title": "tokenform configuration",
      "description": "The API tokens of a SoftwareOne Marketplace account, as they are to be.",
      "type": [
        "object",
        "null"
      ],
      "properties": {
        "account": {
          "title": "Account",
          "description": "The account that every token of this document belongs to.",
          "type": "string",
          "pattern": "^ACC(?:-[0-9]{4}){2,}$",
          "examples": [
            "ACC-5563-4382"
          ]
        },
        "tokens": {
          "title": "Tokens",
          "description": "The tokens that this document manages, by their ids. All other tokens stay as they are.",
          "type": "object",
          "patternProperties": {
            "^TKN(?:-[0-9]{4}){2,}$": {
              "title": "Token",
              "description": "What is managed of the token. A key that is left out stays as it is; {} manages nothing.",
              "type": "object",
              "properties": {
                "name": {
                  "title": "Name",
                  "description": "The name that the token is to have. Left out, it stays as it is.",
                  "type": [
                    "string",
                    "number",
                    "boolean"
                  ],
                  "minLength": 1,
                  "not": {
                    "type": "string",
                    "pattern": "[iI][dD][tT]:[^ \\t\\n\\r\"'`:]*:[^ \\t\\n\\r\"'`]"
                  }
                },
                "description": {
                  "title": "Description",
                  "description": "What the token is for. null clears it; left out, it stays as it is.",
                  "type": [
                    "string",
                    "number",
                    "boolean",
                    "null"
                  ],
                  "not": {
                    "type": "string",
                    "pattern": "[iI][dD][tT]:[^ \\t\\n\\r\"'`:]*:[^ \\t\\n\\r\"'`]"
                  }
                },
                "icon": {
                  "title": "Icon",
                  "description": "The path of the token's icon. null clears it; left out, it stays as it is.",
                  "type": [
                    "string",
                    "number",
                    "boolean",
                    "null"
                  ],
                  "not": {
                    "type": "string",
                    "pattern": "[iI][dD][tT]:[^ \\t\\n\\r\"'`:]*:[^ \\t\\n\\r\"'`]"
                  }
                },
                "modules": {
                  "title": "Modules",
                  "description": "All modules that the token is to have: what is not listed is revoked. Left out, they stay as they are.",
                  "type": "array",
                  "minItems": 1,
                  "items": {
                    "anyOf": [
                      {
                        "title": "Module",
                        "description": "A module by its id or its exact name. It keeps the filters that it has.",
                        "type": [
                          "string",
                          "number",
                          "boolean"
                        ],
                        "minLength": 1,
                        "pattern": "^(?:MOD(?:-[0-9]{4}){1,}$|(?!MOD-))",
                        "not": {
                          "type": "string",
                          "pattern": "[iI][dD][tT]:[^ \\t\\n\\r\"'`:]*:[^ \\t\\n\\r\"'`]"
                        },
                        "examples": [
                          "MOD-1756",
                          "Subscriptions"
                        ]
                      },
                      {
                        "title": "Module with filters",
                        "description": "A module whose filters are managed as well.",
                        "type": "object",
                        "required": [
                          "id"
                        ],
                        "properties": {
                          "id": {
                            "title": "Module",
                            "description": "The module's id, or its exact name in the platform's catalogue.",
                            "type": [
                              "string",
                              "number",
                              "boolean"
                            ],
                            "minLength": 1,
                            "pattern": "^(?:MOD(?:-[0-9]{4}){1,}$|(?!MOD-))",
                            "not": {
                              "type": "string",
                              "pattern": "[iI][dD][tT]:[^ \\t\\n\\r\"'`:]*:[^ \\t\\n\\r\"'`]"
                            },
                            "examples": [
                              "MOD-1756",
                              "Subscriptions"
                            ]
                          },
                          "filters": {
                            "title": "Filters",
                            "description": "What the module is limited to. {} removes all filters; left out, they stay as they are.",
                            "type": "object",
                            "properties": {
                              "group.buyers": {
                                "title": "Buyers",
                                "description": "The ids of the buyers that the module is limited to.",
                                "type": "array",
                                "minItems": 1,
                                "uniqueItems": true,
                                "items": {
                                  "title": "Buyer",
                                  "description": "The id of a buyer.",
                                  "type": "string",
                                  "pattern": "^BUY(?:-[0-9]{4}){2,}$",
                                  "examples": [
                                    "BUY-2844-0294"
                                  ]
                                }
                              }
                            },
                            "additionalProperties": false
                          }
                        },
                        "additionalProperties": false
                      }
                    ]
                  },
                  "if": {
                    "items": {
                      "type": [
                        "string",
                        "object"
                      ],
                      "properties": {
                        "id": {
                          "type": "string"
                        }
                      }
                    }
                  },
                  "then": {
                    "uniqueItems": true
                  }
                },
                "extensions": {
                  "title": "Extensions",
                  "description": "The extensions that the token may act through: null for all, [] for none. Left out, they stay as they are.",
                  "type": [
                    "array",
                    "null"
                  ],
                  "uniqueItems": true,
                  "items": {
                    "title": "Extension",
                    "description": "The id of an extension.",
                    "type": "string",
                    "pattern": "^EXT(?:-[0-9]{4}){2,}$",
                    "examples": [
                      "EXT-6587-4477"
                    ]
                  }
                },
                "protected": {
                  "title": "Protected",
                  "description": "true: a change to this token needs --allow-protected.",
                  "type": "boolean",
                  "default": false
                }
              },
              "additionalProperties": false
            }
          },
          "additionalProperties": false
        }
      },
      "additionalProperties": false
    }

    """#
}
