using Fabrik.Core.Tests.Reports;
using Fabrik.Testing;

namespace Fabrik.Stories.Tests.Support;

/// <summary>A report against <c>schemas/lint-report.schema.json</c>, by a reader that is not ours.</summary>
internal static class LintSchema
{
    // One at a time: the first installs the reader.
    private static readonly SemaphoreSlim Turn = new(1);

    public static async Task HoldsAsync(string report)
    {
        await Turn.WaitAsync();
        var folder = Directory.CreateTempSubdirectory("fabrik-report-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a.lint.json"), report);
            var (code, files) = await NodeReaders.CheckAsync(folder.FullName, RepositoryRoot.Combine("schemas"));
            Assert.True(code == 0, string.Join('\n', files.Values.Where(f => f.TryGetProperty("error", out _))));
        }
        finally
        {
            folder.Delete(recursive: true);
            Turn.Release();
        }
    }
}
