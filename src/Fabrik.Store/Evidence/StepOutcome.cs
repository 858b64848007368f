namespace Fabrik.Store.Evidence;

public enum StepOutcome
{
    Stored,

    /// <summary>The same step was there already: nothing changed.</summary>
    Duplicate,

    /// <summary>A step of that id with another body is there: the stored one stands.</summary>
    Conflict,
}
