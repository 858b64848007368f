namespace Fabrik.Store.Verdicts;

public enum SaveOutcome
{
    Saved,

    /// <summary>The same verdict was there already: nothing changed.</summary>
    Same,

    /// <summary>A verdict of that id with another body is there: the stored one stands.</summary>
    Conflict,
}
