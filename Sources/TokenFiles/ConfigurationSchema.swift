/// The JSON Schema of one YAML document, for editors. Its keys are those of ``ConfigurationLevel``, which the reader accepts.
///
/// A schema sees values after a parser has resolved them, so `name: 0123` is a number to it: where the reader accepts any
/// scalar as text, the schema does too. It declares draft-07, which the YAML extensions of editors know best.
package enum ConfigurationSchema {
  /// The schema, as indented JSON with a line feed at the end.
  package static let text = text(module: "", set: "", group: "")

  /// The schema with members added to the definitions of a module, a set and a group. Each is JSON text, with a line feed
  /// before and a comma after it.
  static func text(module: String, set: String, group: String) -> String {
    #"""
    {
      "$schema": "http://json-schema.org/draft-07/schema#",
      "title": "tokenform configuration",
      "description": "The desired state of the API tokens of a SoftwareOne Marketplace account.",
      "type": [
        "object",
        "null"
      ],
      "properties": {
        "account": {
          "title": "Account",
          "description": "The account to which every token of this document belongs.",
          "type": "string",
          "pattern": "^ACC(?:-[0-9]{4}){2,}$",
          "examples": [
            "ACC-5563-4382"
          ]
        },
        "module_sets": {
          "title": "Sets of modules",
          "description": "Named lists of modules, for the tokens of all files. `- set: NAME` lists the modules of a set.",
          "type": "object",
          "patternProperties": {
            "^[a-z0-9-]+$": {
              "title": "Set",
              "description": "The modules of the set. A set contains no sets.",
              "type": "array",
              "minItems": 1,
              "items": {
                "anyOf": [
                  {
                    "$ref": "#/definitions/module"
                  },
                  {
                    "$ref": "#/definitions/module_of_set"
                  }
                ]
              }
            }
          },
          "additionalProperties": false
        },
        "buyer_groups": {
          "title": "Groups of buyers",
          "description": "Named lists of buyers, for the filters of all files.",
          "type": "object",
          "patternProperties": {
            "^[a-z0-9-]+$": {
              "title": "Group",
              "description": "The buyers of the group. A group contains no groups.",
              "type": "array",
              "minItems": 1,
              "uniqueItems": true,
              "items": {
                "$ref": "#/definitions/buyer"
              }
            }
          },
          "additionalProperties": false
        },
        "tokens": {
          "title": "Tokens",
          "description": "The tokens that this document manages, by id. Other tokens are not changed.",
          "type": "object",
          "patternProperties": {
            "^TKN(?:-[0-9]{4}){2,}$": {
              "$ref": "#/definitions/token"
            }
          },
          "additionalProperties": false
        }
      },
      "additionalProperties": false,
      "definitions": {
        "token": {
          "title": "Token",
          "description": "The managed fields of the token. An omitted key leaves the live value unchanged; {} manages nothing.",
          "type": "object",
          "properties": {
            "name": {
              "title": "Name",
              "description": "The name of the token. If omitted, the live name is unchanged.",
              "type": [
                "string",
                "number",
                "boolean"
              ],
              "minLength": 1,
              "not": {
                "$ref": "#/definitions/secret"
              }
            },
            "description": {
              "title": "Description",
              "description": "The description of the token. null clears it. If omitted, the live description is unchanged.",
              "type": [
                "string",
                "number",
                "boolean",
                "null"
              ],
              "not": {
                "$ref": "#/definitions/secret"
              }
            },
            "icon": {
              "title": "Icon",
              "description": "The path of the token's icon. null clears it. If omitted, the live icon is unchanged.",
              "type": [
                "string",
                "number",
                "boolean",
                "null"
              ],
              "not": {
                "$ref": "#/definitions/secret"
              }
            },
            "modules": {
              "title": "Modules",
              "description": "All modules of the token: a module that is not listed is revoked. If omitted, the live modules are unchanged.",
              "type": "array",
              "minItems": 1,
              "items": {
                "anyOf": [
                  {
                    "$ref": "#/definitions/module"
                  },
                  {
                    "$ref": "#/definitions/module_of_token"
                  },
                  {
                    "$ref": "#/definitions/set_use"
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
              "description": "The extensions that the token may act through: null for all, [] for none. If omitted, the live extensions are unchanged.",
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
              "description": "true: a change to this token must be allowed explicitly.",
              "type": "boolean",
              "default": false
            }
          },
          "additionalProperties": false
        },
        "module_of_token": {
          "title": "Module with filters, an end or a reason",
          "description": "A module with filters, an end or a reason.",
          "type": "object",
          "required": [
            "id"
          ],
          "properties": {
            "id": {
              "$ref": "#/definitions/module"
            },
            "filters": {
              "$ref": "#/definitions/filters"
            },
            "until": {
              "$ref": "#/definitions/until"
            },
            "reason": {
              "$ref": "#/definitions/reason"
            }
          },
          "additionalProperties": false
        },
        "set_use": {
          "title": "Set",
          "description": "All modules of a set.",
          "type": "object",
          "required": [
            "set"
          ],
          "properties": {
            "set": {
              "$ref": "#/definitions/set"
            },
            "until": {
              "$ref": "#/definitions/until"
            },
            "reason": {
              "$ref": "#/definitions/reason"
            }
          },
          "additionalProperties": false
        },
        "module_of_set": {
          "title": "Module with filters",
          "description": "A module with managed filters.",
          "type": "object",
          "required": [
            "id"
          ],
          "properties": {
            "id": {
              "$ref": "#/definitions/module"
            },
            "filters": {
              "$ref": "#/definitions/filters"
            }
          },
          "additionalProperties": false
        },
        "module": {
          "title": "Module",
          "description": "A module, by id or exact name. Without filters, the live filters are unchanged.",\#(module)
          "type": [
            "string",
            "number",
            "boolean"
          ],
          "minLength": 1,
          "pattern": "^(?:MOD(?:-[0-9]{4}){1,}$|(?!MOD-))",
          "not": {
            "$ref": "#/definitions/secret"
          },
          "examples": [
            "MOD-1756",
            "Subscriptions"
          ]
        },
        "set": {
          "title": "Set",
          "description": "The name of a set of modules, in any file.",\#(set)
          "type": [
            "string",
            "number",
            "boolean"
          ],
          "pattern": "^[a-z0-9-]+$",
          "examples": [
            "invoicing"
          ]
        },
        "filters": {
          "title": "Filters",
          "description": "Limits of the module. {} removes all filters. If omitted, the live filters are unchanged.",
          "type": "object",
          "properties": {
            "group.buyers": {
              "title": "Buyers",
              "description": "The buyers that the module is limited to: ids, and names of groups.",
              "type": "array",
              "minItems": 1,
              "uniqueItems": true,
              "items": {
                "anyOf": [
                  {
                    "$ref": "#/definitions/buyer"
                  },
                  {
                    "$ref": "#/definitions/group"
                  }
                ]
              }
            }
          },
          "additionalProperties": false
        },
        "buyer": {
          "title": "Buyer",
          "description": "The id of a buyer.",
          "type": "string",
          "pattern": "^BUY(?:-[0-9]{4}){2,}$",
          "examples": [
            "BUY-2844-0294"
          ]
        },
        "group": {
          "title": "Group",
          "description": "The name of a group of buyers, in any file.",\#(group)
          "type": [
            "string",
            "number",
            "boolean"
          ],
          "pattern": "^[a-z0-9-]+$",
          "examples": [
            "nordics"
          ]
        },
        "until": {
          "title": "End",
          "description": "The last day of the grant, in UTC. If omitted, the grant has no end.",
          "type": "string",
          "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
          "examples": [
            "2026-12-31"
          ]
        },
        "reason": {
          "title": "Reason",
          "description": "Why the token has this grant, for reviewers and auditors. It is not sent to the platform.",
          "type": [
            "string",
            "number",
            "boolean"
          ],
          "minLength": 1,
          "maxLength": 500,
          "not": {
            "$ref": "#/definitions/secret"
          },
          "examples": [
            "Year-end audit, FIN-812"
          ]
        },
        "secret": {
          "description": "A text that looks like the secret of a token.",
          "type": "string",
          "pattern": "[iI][dD][tT]:[^ \\t\\n\\r\"'`:]*:[^ \\t\\n\\r\"'`]"
        }
      }
    }

    """#
  }
}
