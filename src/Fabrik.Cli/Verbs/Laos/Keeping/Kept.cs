using System.CommandLine;
using Fabrik.Cli.Stores;
using Fabrik.Cli.Terminal;
using Fabrik.Store;
using Fabrik.Store.Sqlite;

namespace Fabrik.Cli.Verbs.Laos.Keeping;

/// <summary>Finds where to keep things.</summary>
internal static class Kept
{
    /// <summary>
    /// The server of FABRIK_URL with FABRIK_API_KEY; else the store that the options name, where nobody else writes to it. Null, and said
    /// why, when there is neither: what was done is then only in its report.
    /// </summary>
    public static async Task<IKeeping?> OpenAsync(ParseResult parsed, StoreOptions options, Screen screen, CancellationToken cancellation)
    {
        var environment = screen.Environment;
        if (environment.Variable("FABRIK_URL") is { } url && environment.Variable("FABRIK_API_KEY") is { } key) return ServerKeeping.At(url, key, environment.Time);

        var location = StoreLocation.From(parsed, options, environment);
        if (location.Postgres is null)
        {
            await using var there = await SqliteStore.OpenReadOnlyAsync(location.Directory, environment.Time, cancellation);
            if (there is null) return null;
        }

        try
        {
            var store = await location.OpenAsync(environment.Time, cancellation);
            return await StoreKeeping.OfAsync(store, parsed, options, environment.Time, cancellation);
        }
        catch (StoreUnavailableException)
        {
            screen.Warn("a server has the store open, so this is not kept in it; set FABRIK_URL and FABRIK_API_KEY to keep it there");
            return null;
        }
    }
}
