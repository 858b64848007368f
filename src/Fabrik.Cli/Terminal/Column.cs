namespace Fabrik.Cli.Terminal;

/// <param name="RightAligned">Numbers are.</param>
/// <param name="Flexible">Gives up width first when the table is too wide.</param>
/// <param name="Id">Shortened in its middle, since ids differ at their ends.</param>
/// <param name="Droppable">Left out as a whole when there is no room.</param>
internal sealed record Column(string Header, bool RightAligned = false, bool Flexible = false, bool Id = false, bool Droppable = false);
