# examples/team as Terraform would have it: roles and buyer groups as locals, and one resource for each token.
# terraform_data stands in for a resource of a REST provider: it needs no platform, and its plan has the same form.
locals {
  buyer_groups = {
    nordics = ["BUY-2844-0294", "BUY-7310-3075", "BUY-4120-0082"]
    germany = ["BUY-9055-6613"]
  }
  roles = {
    invoicing = [
      { id = "MOD-0001", groups = ["nordics"] }, # Billing
      { id = "MOD-4481", groups = [] },          # Reporting
    ]
    ordering = [
      { id = "MOD-6308", groups = [] },                     # Commerce
      { id = "MOD-3370", groups = [] },                     # Procurement
      { id = "MOD-2215", groups = ["nordics", "germany"] }, # Subscriptions
    ]
    support = [
      { id = "MOD-8264", groups = [] },                     # Helpdesk
      { id = "MOD-2215", groups = ["nordics", "germany"] }, # Subscriptions
    ]
  }
  tokens = {
    TKN-0000-0001 = {
      name    = "platform-tokenform", description = null, roles = []
      modules = [{ id = "MOD-1756", groups = [] }] # Access Management
    }
    TKN-1671-0642 = {
      name        = "finance-invoice-exporter"
      description = "Copies invoices into the ledger every night."
      roles       = ["invoicing"], modules = []
    }
    TKN-2890-1174 = { name = "sales-shop", description = null, roles = ["ordering"], modules = [] }
    TKN-2890-1182 = {
      name    = "sales-price-list", description = null, roles = []
      modules = [{ id = "MOD-6308", groups = [] }] # Commerce
    }
    TKN-3307-0415 = {
      name        = "procurement-erp"
      description = "Keeps orders in step with the ERP."
      roles       = ["ordering", "invoicing"], modules = []
    }
    TKN-4134-7330 = {
      name        = "finance-spend-dashboard"
      description = "Feeds the monthly report."
      roles       = ["invoicing"]
      modules     = [{ id = "MOD-2215", groups = ["nordics"] }] # Subscriptions
    }
    TKN-7718-5093 = {
      name        = "support-helpdesk-bot"
      description = "Opens cases from chats."
      roles       = ["support"], modules = []
    }
    TKN-7718-5101 = {
      name    = "support-phone", description = null, roles = ["support"]
      modules = [{ id = "MOD-6308", groups = [] }] # Commerce
    }
    TKN-9206-3351 = {
      name        = "platform-audit-2026"
      description = "Reads everything that the auditors asked for."
      roles       = ["invoicing"]
      modules     = [{ id = "MOD-9042", groups = [] }] # Account management
    }
  }
}

resource "terraform_data" "token" {
  for_each = local.tokens
  input = {
    id          = each.key
    name        = each.value.name
    description = each.value.description
    modules = [
      for module in concat(flatten([for role in each.value.roles : local.roles[role]]), each.value.modules) : {
        id      = module.id
        filters = length(module.groups) == 0 ? {} : { "group.buyers" = flatten([for group in module.groups : local.buyer_groups[group]]) }
      }
    ]
  }
}
