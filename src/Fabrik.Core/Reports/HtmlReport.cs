using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fabrik.Core.Reports;

/// <summary>
/// One self-contained HTML page, light and dark, without scripts, links or downloads; a content security policy inside it forbids them.
/// Razor encodes every value; <see cref="Text.VisibleText"/> shows what would hide or reorder.
/// </summary>
public static class HtmlReport
{
    public static string Write(VerdictReport report)
    {
        using var services = new ServiceCollection().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).BuildServiceProvider();
        using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);

        // The component awaits nothing, so the renderer's task has ended by the time it is returned.
        return renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(VerdictPage.Report)] = report });
            var page = await renderer.RenderComponentAsync<VerdictPage>(parameters);
            return "<!DOCTYPE html>\n" + page.ToHtmlString() + "\n";
        }).GetAwaiter().GetResult();
    }
}
