namespace Fabrik.Store.Runs;

public enum FinishOutcome
{
    Finished,
    Same,
    Conflict,
}
