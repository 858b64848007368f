using System.CommandLine;
using Fabrik.Cli.Failures;
using Fabrik.Core.Scope;
using Fabrik.Core.Verdicts;
using Fabrik.Store;
using Fabrik.Store.Control;

namespace Fabrik.Cli.Stores;

/// <summary>Finds the tenant and project a local verb works in: what the options name, else the only or first one.</summary>
internal static class ScopeChoice
{
    public static async Task<ProjectScope> FromAsync(IFabrikStore store, ParseResult parsed, StoreOptions options, CancellationToken cancellation)
    {
        var tenant = Tenant(await store.Control.TenantsAsync(cancellation), parsed.GetValue(options.Tenant));
        var projects = await store.Control.ProjectsAsync(tenant.Id, cancellation);
        var wanted = parsed.GetValue(options.Project);
        var project = wanted is null ? projects.FirstOrDefault() : projects.FirstOrDefault(p => p.Id.Value == wanted);
        return project is null
            ? throw new CliFailure(ExitCode.Usage, wanted is null ? $"tenant '{tenant.Name}' has no project" : $"no project '{wanted}'", Known("projects", projects.Select(p => p.Id.Value)))
            : new ProjectScope(tenant.Id, project.Id);
    }

    private static Tenant Tenant(IReadOnlyList<Tenant> tenants, string? wanted) => (wanted, tenants) switch
    {
        (null, []) => throw new CliFailure(ExitCode.Unreachable, "the store is empty", "`fabrik serve` makes a tenant, a project and a key at its first start"),
        (null, [var only]) => only,
        (null, _) => throw new CliFailure(ExitCode.Usage, "the store has several tenants", Known("give --tenant one of", tenants.Select(t => t.Name))),
        _ => tenants.FirstOrDefault(t => t.Name == wanted || t.Id.ToString() == wanted)
            ?? throw new CliFailure(ExitCode.Usage, $"no tenant '{wanted}'", Known("tenants", tenants.Select(t => t.Name))),
    };

    private static string Known(string what, IEnumerable<string> names) => $"{what}: {string.Join(", ", names.Order(StringComparer.Ordinal))}";
}
