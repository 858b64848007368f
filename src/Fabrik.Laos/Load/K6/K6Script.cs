using System.Text;
using System.Text.RegularExpressions;

namespace Fabrik.Laos.Load.K6;

/// <summary>What can be told of a k6 script without running it. Only its own text is looked at, not what it imports.</summary>
/// <param name="Warnings">Parts of it whose traffic will not carry the run's headers.</param>
internal sealed partial record K6Script(K6ScriptKind Kind, IReadOnlyList<string> Warnings)
{
    private static readonly (string Prefix, string What)[] Uncovered =
    [
        ("k6/net/grpc", "gRPC calls"),
        ("k6/experimental/grpc", "gRPC calls"),
        ("k6/ws", "WebSocket connections"),
        ("k6/websockets", "WebSocket connections"),
        ("k6/experimental/websockets", "WebSocket connections"),
        ("k6/browser", "pages of the browser"),
        ("k6/experimental/browser", "pages of the browser"),
        ("k6/x/", "calls of extensions"),
    ];

    /// <param name="name">The script's path.</param>
    /// <param name="bytes">Null where the script can't be read from here.</param>
    public static K6Script Of(string name, ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is not { } content) return new(K6ScriptKind.Module, []);
        if (name.EndsWith(".tar", StringComparison.OrdinalIgnoreCase) || IsTar(content.Span))
        {
            return new(K6ScriptKind.Archive, ["a k6 archive can't be wrapped: its requests carry no headers of the run, and its tags are replaced"]);
        }

        var text = CommentOrString().Replace(Encoding.UTF8.GetString(content.Span), m => m.Value[0] == '/' ? " " : m.Value);
        var required = Required().Matches(text);
        var kind = required.Count > 0 && !ModuleSyntax().IsMatch(text) ? K6ScriptKind.CommonJs : K6ScriptKind.Module;
        var names = Imported().Matches(text).Concat(required).Select(m => m.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        List<string> warnings = [.. Uncovered
            .Where(u => names.Any(n => u.Prefix.EndsWith('/') ? n.StartsWith(u.Prefix, StringComparison.Ordinal) : n == u.Prefix))
            .Select(u => $"{u.What} carry no headers of the run")
            .Distinct(StringComparer.Ordinal)];
        if (kind == K6ScriptKind.CommonJs)
        {
            warnings.Insert(0, "a script that uses `require` can't be wrapped: its requests carry no headers of the run, and its tags are replaced");
        }

        return new(kind, warnings);
    }

    private static bool IsTar(ReadOnlySpan<byte> bytes) => bytes.Length > 262 && bytes[257..262].SequenceEqual("ustar"u8);

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`""", RegexOptions.Singleline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CommentOrString();

    [GeneratedRegex("""\brequire\s*\(\s*["'`](?<name>[^"'`]+)["'`]""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Required();

    [GeneratedRegex("""\b(?:from|import)\s*["'](?<name>[^"']+)["']""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Imported();

    [GeneratedRegex("""^\s*(?:import|export)\b""", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ModuleSyntax();
}
