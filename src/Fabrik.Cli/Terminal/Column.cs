namespace Fabrik.Cli.Terminal;

/// <param name="RightAligned">Numbers are.</param>
/// <param name="Flexible">Gives up width first when the table is too wide.</param>
internal sealed record Column(string Header, bool RightAligned = false, bool Flexible = false);
