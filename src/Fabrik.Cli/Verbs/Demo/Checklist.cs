using Fabrik.Cli.Terminal;

namespace Fabrik.Cli.Verbs.Demo;

/// <summary>What the demo was to show and whether it did.</summary>
internal sealed class Checklist(Screen screen)
{
    public int Failed { get; private set; }

    public void Check(bool holds, string shown, string otherwise)
    {
        if (!holds) Failed++;
        screen.DataLine(holds ? $"{screen.Paint(Style.Good, "✓")} {shown}" : $"{screen.Paint(Style.Bad, "✕")} {shown}: {ForeignText.Clean(otherwise)}");
    }
}
