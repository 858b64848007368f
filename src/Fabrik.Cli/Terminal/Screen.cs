namespace Fabrik.Cli.Terminal;

/// <summary>How a verb speaks: data on standard output, talk on standard error, each with its own palette.</summary>
internal sealed class Screen(CliEnvironment environment, bool json, bool noColour, bool verbose)
{
    private readonly Palette _data = Palette.For(environment, environment.OutIsTerminal, noColour);
    private readonly Palette _talk = Palette.For(environment, environment.ErrorIsTerminal, noColour);

    /// <summary>One JSON document and nothing else goes to standard output.</summary>
    public bool Json => json;

    public bool Verbose => verbose;

    public CliEnvironment Environment => environment;

    public string Paint(Style style, string text) => _data.Paint(style, text);

    public void Data(string text) => environment.Out.Write(text);

    public void DataLine(string text = "") => environment.Out.Write(text + "\n");

    public void Rows(Table table) => environment.Out.Write(table.Render(environment.Width, _data));

    /// <summary>A hint: a command or a link, one a line.</summary>
    public void Hint(string text) => DataLine(_data.Paint(Style.Dim, "→ ") + text);

    public void Say(string text) => environment.Error.Write(text + "\n");

    public void Warn(string text) => Say(_talk.Paint(Style.Attention, "warning: ") + text);

    public void Error(string message, string? help = null)
    {
        Say(_talk.Paint(Style.Bad, "error: ") + ForeignText.Clean(message));
        if (help is not null) Say(_talk.Paint(Style.Dim, "  = help: ") + ForeignText.Clean(help));
    }
}
