# Workers that have web standards alone, without nodejs_compat.
using Workerd = import "/workerd/workerd.capnp";

const bindings :List(Workerd.Worker.Binding) = [(name = "server", fromEnvironment = "SERVER")];

const modules :List(Workerd.Worker.Module) = [(name = "worker", esModule = embed "worker.js")];

const config :Workerd.Config = (
  services = [
    (
      name = "y2024",
      worker = (modules = .modules, bindings = .bindings, compatibilityDate = "2024-01-01"),
    ),
    (
      name = "y2026",
      worker = (modules = .modules, bindings = .bindings, compatibilityDate = "2026-11-01"),
    ),
    (name = "internet", network = (allow = ["local"])),
  ],
);
