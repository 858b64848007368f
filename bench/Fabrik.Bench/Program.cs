// Usage: [--small] [NAME…]. Without names all run. Small sizes write nothing.
using Fabrik.Bench;
using Fabrik.Bench.Results;
using Fabrik.Bench.Targets;
using Fabrik.Testing;

var small = args.Contains("--small", StringComparer.Ordinal);
string[] names = [.. args.Where(a => a != "--small")];
foreach (var unknown in names.Where(n => !Catalogue.All.Any(b => b.Name == n)))
{
    await Console.Error.WriteLineAsync($"There is no benchmark '{unknown}'. There are: {string.Join(", ", Catalogue.All.Select(b => b.Name))}.");
    return 2;
}

var resultsPath = RepositoryRoot.Combine("bench", "results.json");
var commit = (await CommandLine.RunAsync("git", "-C", RepositoryRoot.Path, "rev-parse", "--short=12", "HEAD")).Trim();
foreach (var benchmark in Catalogue.All.Where(b => names.Length == 0 || names.Contains(b.Name, StringComparer.Ordinal)))
{
    await Console.Error.WriteLineAsync($"▸ {benchmark.Name}");
    var (at, load) = (DateTimeOffset.UtcNow, Machine.Load());
    var found = await benchmark.RunAsync(small ? Sizes.Small : Sizes.Full);
    Row[] rows = [.. found.Select(m => Row.Of(m, $"eng/bench {benchmark.Name}", commit, at, load))];
    foreach (var row in rows) Console.WriteLine($"{ResultsPage.Line(row)} {row.Note}");
    if (small) continue;

    // After each, so that a long run that is cut short keeps what it has.
    var results = ResultsFile.Merge(ResultsFile.Read(resultsPath), Machine.This(), commit, rows, [.. Catalogue.All.Select(b => b.Name)]);
    results.Write(resultsPath);
    await File.WriteAllTextAsync(RepositoryRoot.Combine("docs", "benchmarks.md"), ResultsPage.Of(results));
}

return 0;
