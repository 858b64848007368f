namespace Fabrik.Laos.Load.K6;

internal enum K6ScriptKind
{
    /// <summary>An ES module: it can be wrapped.</summary>
    Module,

    /// <summary>Its modules come by <c>require</c>.</summary>
    CommonJs,

    /// <summary>What <c>k6 archive</c> makes.</summary>
    Archive,
}
