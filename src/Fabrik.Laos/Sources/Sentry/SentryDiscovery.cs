using System.Text.Json;
using Fabrik.Laos.Config;
using Fabrik.Laos.Sources.Http;
using Fabrik.Laos.Sources.Json;

namespace Fabrik.Laos.Sources.Sentry;

/// <summary>Finds out what kind of server it is, and the numbers of its project.</summary>
internal sealed class SentryDiscovery(SentryApi api, SentryFlavour configured, string? organisation, string? project)
{
    private const string BugsinkProjects = "api/canonical/0/projects/";

    public async Task<SentryServer> FindAsync(CancellationToken cancellation)
    {
        var root = await api.GetAsync("api/0/", cancellation);
        var flavour = configured == SentryFlavour.Auto ? await TellAsync(root, cancellation) : configured;
        var readers = flavour == SentryFlavour.Bugsink ? [new BugsinkEvents(api, await BugsinkProjectAsync(cancellation))] : await ReadersAsync(flavour, cancellation);
        return new SentryServer(flavour, root.ClockSkew, readers);
    }

    // Bugsink answers as if to an organisation's token that belongs to nobody. So does Sentry to such a token, hence the second question.
    private async Task<SentryFlavour> TellAsync(BackendAnswer answer, CancellationToken cancellation)
    {
        var json = answer.Json();
        if (json?.TextOf("version") is null)
            throw api.Failed($"answered api/0/ with {(int)answer.Status} and nothing that Sentry would say", "check sources.sentry.url, or set sources.sentry.flavour");
        if (json.Value.Field("user") is not null || json.Value.Field("auth")?.Texts("scopes").ToArray() is not ["org:ci"]) return SentryFlavour.Sentry;
        return await api.PageAsync(BugsinkProjects, [], null, cancellation) is not null
            ? SentryFlavour.Bugsink
            : throw api.Failed("takes the token for an organisation's, which may not read events", "use a personal or internal integration token with event:read, project:read and org:read");
    }

    private async Task<IReadOnlyList<IErrorReader>> ReadersAsync(SentryFlavour flavour, CancellationToken cancellation)
    {
        if (organisation is null) throw api.Failed("is asked by organisation, and none is named", "set sources.sentry.org or SENTRY_ORG");
        var projectId = project is null || project.All(char.IsAsciiDigit) ? project : await ProjectIdAsync(organisation, project, cancellation);
        List<IErrorReader> readers = flavour == SentryFlavour.Glitchtip
            ? [new IssueEvents(api, organisation, projectId, glitchtip: true)]
            : [new OrganisationEvents(api, organisation, projectId), new IssueEvents(api, organisation, projectId, glitchtip: false)];
        if (project is not null) readers.Add(new ProjectEvents(api, organisation, project));
        return readers;
    }

    private async Task<string> ProjectIdAsync(string organisation, string project, CancellationToken cancellation)
    {
        var page = await api.PageAsync($"api/0/projects/{Uri.EscapeDataString(organisation)}/{Uri.EscapeDataString(project)}/", [], null, cancellation);
        return page?.Root.Id("id") ?? throw api.Failed($"knows no project {organisation}/{project}", "check sources.sentry.org and sources.sentry.project");
    }

    private async Task<string> BugsinkProjectAsync(CancellationToken cancellation)
    {
        if (project is not null && project.All(char.IsAsciiDigit)) return project;
        var page = await api.PageAsync(BugsinkProjects, [], null, cancellation) ?? throw api.Failed("lists no projects", "check sources.sentry.url and the token");
        JsonElement[] all = [.. page.Root.ItemsOf("results")];
        JsonElement[] found = project is null ? all : [.. all.Where(p => p.TextOf("slug") == project || p.TextOf("name") == project)];
        return found is [var one] && one.Id("id") is { } id
            ? id
            : throw api.Failed(project is null ? $"has {all.Length} projects" : $"knows no project {project}", "set sources.sentry.project to the number of one");
    }
}
