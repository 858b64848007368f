using System.CommandLine;

namespace Fabrik.Cli.Stores;

/// <summary>Which store a verb works on, and as which tenant and project.</summary>
internal sealed class StoreOptions
{
    public Option<string?> Data { get; } = new("--data")
    {
        Description = "Folder of the embedded store (FABRIK_DATA, else .fabrik here)",
        HelpName = "DIR",
    };

    public Option<string?> Postgres { get; } = new("--postgres")
    {
        Description = "PostgreSQL instead, as the application role (FABRIK_POSTGRES)",
        HelpName = "DSN",
    };

    public Option<string?> Tenant { get; } = new("--tenant") { Description = "Tenant by name or id; needed only where there are several", HelpName = "NAME" };

    public Option<string?> Project { get; } = new("--project", "-p") { Description = "Project (default: the tenant's first)", HelpName = "SLUG" };

    public void AddTo(Command command, bool scoped = true)
    {
        command.Options.Add(Data);
        command.Options.Add(Postgres);
        if (!scoped) return;
        command.Options.Add(Tenant);
        command.Options.Add(Project);
    }
}
