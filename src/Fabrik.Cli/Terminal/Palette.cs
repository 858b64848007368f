namespace Fabrik.Cli.Terminal;

/// <summary>Turns styles into ANSI sequences, or into nothing where colour is unwanted.</summary>
internal sealed class Palette(bool colour)
{
    public static Palette For(CliEnvironment environment, bool terminal, bool refused) =>
        new(terminal && !refused && environment.Variable("NO_COLOR") is null && environment.Variable("TERM") != "dumb");

    public string Paint(Style style, string text) => colour && text.Length > 0 && Code(style) is { } code ? $"\e[{code}m{text}\e[0m" : text;

    private static string? Code(Style style) => style switch
    {
        Style.Strong => "1",
        Style.Dim => "2",
        Style.Good => "32",
        Style.Bad => "31",
        Style.Attention => "33",
        Style.Unsure => "35",
        Style.Active => "34",
        _ => null,
    };
}
